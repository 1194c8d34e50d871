package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a condition must hold before an alert fires, and how long the alert outlives it: {@code for} and
 * {@code keep_firing_for} of a Prometheus rule. Immutable.
 *
 * @param pendingFor how long the condition must hold before the alert fires; zero fires at once
 * @param keepFiringFor how long a firing alert stays after the condition ended; zero ends it at once
 */
public record AlertTiming(Duration pendingFor, Duration keepFiringFor) {

    /** Fires and ends with the condition itself. */
    public static final AlertTiming IMMEDIATE = new AlertTiming(Duration.ZERO, Duration.ZERO);

    public AlertTiming {
        requireNonNull(pendingFor, "pendingFor");
        requireNonNull(keepFiringFor, "keepFiringFor");
        if (pendingFor.isNegative() || keepFiringFor.isNegative()) {
            throw new IllegalArgumentException("pendingFor and keepFiringFor must not be negative: " + pendingFor + ", "
                    + keepFiringFor + "; use zero for none");
        }
    }

    public static AlertTiming pendingFor(Duration pendingFor) {
        return new AlertTiming(pendingFor, Duration.ZERO);
    }

    public AlertTiming keepFiringFor(Duration duration) {
        return new AlertTiming(pendingFor, duration);
    }

    /** {@code now - since >= limit}, without allocating a duration. */
    static boolean hasPassed(Duration limit, Instant since, Instant now) {
        long seconds = now.getEpochSecond() - since.getEpochSecond();
        int nanos = now.getNano() - since.getNano();
        if (nanos < 0) {
            seconds--;
            nanos += 1_000_000_000;
        }
        return seconds > limit.getSeconds() || (seconds == limit.getSeconds() && nanos >= limit.getNano());
    }
}
