package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a check found. Immutable. {@link CheckSnapshot#explain} tells the rest of the story: since when, which
 * attempt, hidden by which parent.
 *
 * @param status the verdict
 * @param summary one sentence for people
 * @param measurements the numbers behind it, possibly none
 * @param cause what went wrong, or null; its message may hold more than belongs on a page or in a log
 * @param startedAt when the run began
 * @param duration how long it took
 */
public record CheckResult(
        CheckStatus status,
        String summary,
        List<Measurement> measurements,
        @Nullable Throwable cause,
        Instant startedAt,
        Duration duration) {

    public CheckResult {
        requireNonNull(status, "status");
        requireNonNull(summary, "summary");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        measurements = List.copyOf(measurements);
        if (summary.isBlank()) {
            throw new IllegalArgumentException("summary must not be blank; say in one sentence what was found");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
    }

    /** A result from elsewhere, such as a passive one. Inside a check, ask the {@link CheckContext} instead. */
    public static CheckResult of(CheckStatus status, String summary, Instant startedAt) {
        return new CheckResult(status, summary, List.of(), null, startedAt, Duration.ZERO);
    }

    public CheckResult withMeasurement(Measurement measurement) {
        List<Measurement> more =
                Stream.concat(measurements.stream(), Stream.of(measurement)).toList();
        return new CheckResult(status, summary, more, cause, startedAt, duration);
    }

    public CheckResult withCause(Throwable cause) {
        return new CheckResult(status, summary, measurements, requireNonNull(cause, "cause"), startedAt, duration);
    }

    /** The same finding with the runner's own clock readings. */
    CheckResult timed(Instant startedAt, Duration duration) {
        return new CheckResult(status, summary, measurements, cause, startedAt, duration);
    }

    /**
     * Whether this is news after {@code newest}, null for none: a result that began before it is late and is left out,
     * unless the newest one lies in the future, which only a clock that was set back explains.
     */
    public boolean supersedes(@Nullable CheckResult newest, Instant now) {
        return newest == null
                || !startedAt.isBefore(newest.startedAt())
                || newest.startedAt().isAfter(now);
    }

    /** When the run ended: the age of a result counts from here. */
    public Instant finishedAt() {
        return startedAt.plus(duration);
    }

    /** The summary with every number and its limit: {@code slow [response_seconds 2.41 s, limit > 2]}. */
    public String explain() {
        if (measurements.isEmpty()) {
            return summary;
        }
        return summary + measurements.stream().map(Measurement::explain).collect(Collectors.joining("; ", " [", "]"));
    }
}
