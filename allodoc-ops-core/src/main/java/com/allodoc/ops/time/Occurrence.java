package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * One resolved interval, half-open: {@code start} belongs to it, {@code end} does not. Immutable.
 *
 * @param start the first instant inside
 * @param end the first instant after it; never before {@code start}
 */
public record Occurrence(Instant start, Instant end) {

    public Occurrence {
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end " + end + " is before start " + start);
        }
    }

    /** An occurrence that is a point in time, such as the start of a job. */
    public static Occurrence at(Instant instant) {
        return new Occurrence(instant, instant);
    }

    /** Whether {@code instant} is inside. A point contains nothing. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** Whether the two share at least one instant. */
    public boolean overlaps(Occurrence other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /** Elapsed time, not wall-clock time: 60 minutes on the night of the spring change for 02:00 to 04:00. */
    public Duration duration() {
        return Duration.between(start, end);
    }
}
