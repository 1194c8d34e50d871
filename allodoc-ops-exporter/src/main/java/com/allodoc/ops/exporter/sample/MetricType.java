package com.allodoc.ops.exporter.sample;

import java.util.Locale;

/** What Prometheus calls a metric's type. */
public enum MetricType {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    SUMMARY,
    UNTYPED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As the text format 0.0.4 writes it: {@code counter}. */
    public String text() {
        return text;
    }

    /** Whether one row of it is several samples: buckets or quantiles, a sum and a count. */
    public boolean isDistribution() {
        return this == HISTOGRAM || this == SUMMARY;
    }
}
