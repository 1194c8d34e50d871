package com.allodoc.ops.exporter.redis;

import java.util.OptionalDouble;

/** How long the last connect and the last ping took. Written by the thread that scrapes, read by any. */
final class RedisTimes {
    private static final long NEVER = -1;

    private volatile long connectNanos = NEVER;
    private volatile long pingNanos = NEVER;

    void connected(long nanos) {
        connectNanos = nanos;
    }

    void pinging() {
        pingNanos = NEVER;
    }

    void pinged(long nanos) {
        pingNanos = nanos;
    }

    OptionalDouble connectSeconds() {
        return seconds(connectNanos);
    }

    /** Of this scrape; empty when nothing came back. */
    OptionalDouble pingSeconds() {
        return seconds(pingNanos);
    }

    private static OptionalDouble seconds(long nanos) {
        return nanos == NEVER ? OptionalDouble.empty() : OptionalDouble.of((double) nanos / 1e9);
    }
}
