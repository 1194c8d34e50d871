package com.allodoc.ops.exporter.http;

import org.jspecify.annotations.Nullable;

/** The two ways to write a page of metrics. */
enum PageFormat {
    /** Prometheus's own text format, version 0.0.4. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0.0: the same in stricter form, closed by {@code # EOF}. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    PageFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The format a client prefers, by its {@code Accept} header; the text format when it does not say. */
    static PageFormat accepted(@Nullable String accept) {
        double openMetrics = Quality.of(accept, "application/openmetrics-text");
        double text = Math.max(Quality.of(accept, "text/plain"), Quality.of(accept, "text/*"));
        return openMetrics > 0 && openMetrics >= text ? OPENMETRICS : TEXT;
    }
}
