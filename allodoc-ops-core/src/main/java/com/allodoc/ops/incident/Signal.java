package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a monitoring system says about one key at one moment. Immutable.
 *
 * @param kind fires, was acknowledged there, or cleared
 * @param key what is broken
 * @param startsAt since when it fires; a later one is a new episode
 * @param severity how bad the system thinks it is
 * @param title one line for people; longer or unprintable ones are shortened when an incident is opened
 * @param source who says so
 */
public record Signal(Kind kind, DedupKey key, Instant startsAt, Severity severity, String title, Author source) {

    /** What a signal says. */
    public enum Kind {
        FIRING,
        ACKNOWLEDGED,
        CLEARED
    }

    public Signal {
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        requireNonNull(startsAt, "startsAt");
        requireNonNull(severity, "severity");
        requireNonNull(title, "title");
        requireNonNull(source, "source");
    }
}
