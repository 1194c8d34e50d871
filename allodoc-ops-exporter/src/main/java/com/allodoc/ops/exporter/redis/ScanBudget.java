package com.allodoc.ops.exporter.redis;

import java.time.Duration;

/**
 * How much of a server's time the background work on keys may take. Immutable.
 *
 * @param batch keys that one command looks at, at most; small, since the server stands still for that long
 * @param keysPerMinute keys looked at in a minute, at most
 * @param timePerMinute time the server may spend on it in a minute, the way there and back included
 * @param interval from the start of one pass to the start of the next, at least
 */
public record ScanBudget(int batch, int keysPerMinute, Duration timePerMinute, Duration interval) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** 100 keys at a time, 120,000 keys and 3 s a minute, and a pass a minute. */
    public static final ScanBudget DEFAULT = new ScanBudget(100, 120_000, Duration.ofSeconds(3), Duration.ofMinutes(1));

    public ScanBudget {
        if (batch < 1 || batch > 10_000) {
            throw new IllegalArgumentException("batch must be from 1 to 10000: " + batch);
        }
        if (keysPerMinute < 1) {
            throw new IllegalArgumentException("keysPerMinute must be positive: " + keysPerMinute);
        }
        if (timePerMinute.isNegative() || timePerMinute.isZero() || timePerMinute.compareTo(MINUTE) > 0) {
            throw new IllegalArgumentException("timePerMinute must be above 0 and at most 1m: " + timePerMinute);
        }
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval must not be negative: " + interval);
        }
    }

    /** How long to rest after looking at so many keys took so long, so that neither limit is passed. */
    Duration restAfter(long keys, Duration took) {
        double byKeys = (double) keys * MINUTE.toNanos() / keysPerMinute - took.toNanos();
        double byTime =
                (double) took.toNanos() * (MINUTE.toNanos() - timePerMinute.toNanos()) / timePerMinute.toNanos();
        return Duration.ofNanos((long) Math.max(0, Math.max(byKeys, byTime)));
    }
}
