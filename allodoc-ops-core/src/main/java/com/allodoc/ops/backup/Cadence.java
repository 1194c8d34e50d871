package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When future backups will start. {@code schedule::next} of a {@link com.allodoc.ops.time.Schedule} is one; pure and
 * thread-safe.
 */
@FunctionalInterface
public interface Cadence {

    /** The first start strictly after {@code instant}; empty when there is none left. */
    Optional<Instant> next(Instant instant);

    /** One start every {@code period} of elapsed time, one of them at {@code anchor}. */
    static Cadence every(Duration period, Instant anchor) {
        Texts.requirePositive(period, "period");
        requireNonNull(anchor, "anchor");
        return instant -> {
            Duration since = Duration.between(anchor, instant);
            long passed = since.dividedBy(period);
            Instant candidate = anchor.plus(period.multipliedBy(passed));
            while (!candidate.isAfter(instant)) {
                candidate = candidate.plus(period);
            }
            while (candidate.minus(period).isAfter(instant)) {
                candidate = candidate.minus(period);
            }
            return Optional.of(candidate);
        };
    }
}
