package com.allodoc.ops.incident;

import java.util.Locale;

/** Whom an incident is told to. */
public enum Audience {
    /** Whoever the on-call schedule names. */
    ON_CALL,
    /** The engineering manager. */
    MANAGEMENT,
    /** Users, customers and everybody else who waits for the service. */
    STAKEHOLDERS;

    /** {@code on-call}, {@code management} or {@code stakeholders}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The audience whose {@link #text()} this is.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Audience parse(String text) {
        for (Audience audience : values()) {
            if (audience.text().equals(text)) {
                return audience;
            }
        }
        throw new IllegalArgumentException(
                "text is no audience: \"" + text + "\"; use on-call, management or stakeholders");
    }
}
