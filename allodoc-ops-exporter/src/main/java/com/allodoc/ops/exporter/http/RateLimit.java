package com.allodoc.ops.exporter.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests are answered: a burst at once, and one more after each interval. Safe for use by any thread. The
 * generic cell rate algorithm, which is a token bucket in one number.
 */
public final class RateLimit {
    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanoClock;
    private final AtomicLong nextNanos;

    private RateLimit(Duration interval, int burst, LongSupplier nanoClock) {
        if (interval.isNegative() || interval.isZero() || burst < 1) {
            throw new IllegalArgumentException(
                    "interval must be positive and burst at least 1: " + interval + ", " + burst);
        }
        this.intervalNanos = interval.toNanos();
        this.burstNanos = Math.multiplyExact(intervalNanos, burst - 1);
        this.nanoClock = nanoClock;
        this.nextNanos = new AtomicLong(nanoClock.getAsLong());
    }

    public static RateLimit of(Duration interval, int burst) {
        return of(interval, burst, System::nanoTime);
    }

    static RateLimit of(Duration interval, int burst, LongSupplier nanoClock) {
        return new RateLimit(interval, burst, nanoClock);
    }

    /** Whether one more request may be answered now. */
    boolean admits() {
        long now = nanoClock.getAsLong();
        while (true) {
            long next = nextNanos.get();
            if (next - now > burstNanos) {
                return false;
            }
            long start = next - now > 0 ? next : now;
            if (nextNanos.compareAndSet(next, start + intervalNanos)) {
                return true;
            }
        }
    }

    /** Whole seconds after which it is worth asking again, at least 1. */
    long retryAfterSeconds() {
        return Math.max(1, (intervalNanos + 999_999_999) / 1_000_000_000);
    }
}
