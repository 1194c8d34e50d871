package com.allodoc.ops.exporter.config;

import java.time.Duration;

/**
 * A token bucket. Immutable.
 *
 * @param interval in which one more request is allowed
 * @param burst how many may come at once, at least 1
 */
public record WebRateLimit(Duration interval, int burst) {

    public WebRateLimit {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be positive; leave rate_limit out for no limit");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be at least 1");
        }
    }
}
