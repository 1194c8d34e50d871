package com.allodoc.ops.metrics;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class MovingClock implements InstantSource {

    private volatile Instant now;

    MovingClock(String now) {
        this.now = Instant.parse(now);
    }

    void moveTo(String instant) {
        now = Instant.parse(instant);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
