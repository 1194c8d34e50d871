package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Locale;

/** The headers that a web configuration may add to answers, and what each may say. */
enum WebHeader {
    CONTENT_SECURITY_POLICY("Content-Security-Policy"),
    X_FRAME_OPTIONS("X-Frame-Options", "deny|sameorigin"),
    X_CONTENT_TYPE_OPTIONS("X-Content-Type-Options", "nosniff"),
    X_XSS_PROTECTION("X-XSS-Protection"),
    STRICT_TRANSPORT_SECURITY("Strict-Transport-Security");

    private final String text;
    private final String allowed;

    WebHeader(String text) {
        this(text, "");
    }

    /** @param allowed the values it may have, between bars; empty for any */
    WebHeader(String text, String allowed) {
        this.text = text;
        this.allowed = allowed;
    }

    /** @throws IllegalArgumentException when the header can't have this value */
    String checked(String value) {
        if (!allowed.isEmpty() && !List.of(allowed.split("\\|")).contains(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("expected " + allowed.replace("|", " or "));
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a header is one line of ASCII");
        }
        return value;
    }

    @Override
    public String toString() {
        return text;
    }
}
