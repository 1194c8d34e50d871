package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a due instant follows from the start of an episode. Elapsed times are never wall-clock times. */
public sealed interface Timing {

    /** When it is due; empty for what has no clock. */
    Optional<Instant> due(Instant start, BusinessCalendar calendar);

    /** At once: due at the start itself. */
    static Timing atOnce() {
        return new Within(Duration.ZERO);
    }

    /** So long after the start, by day and by night. */
    static Timing within(Duration limit) {
        return new Within(limit);
    }

    /** When the next business day opens: Tuesday's opening for a Monday at 03:00. */
    static Timing startOfNextBusinessDay() {
        return new NextBusinessDay(false);
    }

    /** When the next business day closes. */
    static Timing endOfNextBusinessDay() {
        return new NextBusinessDay(true);
    }

    /** No clock runs: it waits in the ticket queue, or nobody asks for it. */
    static Timing unhurried() {
        return new Unhurried();
    }

    /**
     * An elapsed time.
     *
     * @param limit zero or more
     */
    record Within(Duration limit) implements Timing {
        public Within {
            requireNonNull(limit, "limit");
            if (limit.isNegative()) {
                throw new IllegalArgumentException("limit must not be negative: " + limit + "; use atOnce() for now");
            }
        }

        @Override
        public Optional<Instant> due(Instant start, BusinessCalendar calendar) {
            return Optional.of(start.plus(limit));
        }
    }

    /**
     * The business day after the local date of the start.
     *
     * @param atItsEnd at its closing rather than at its opening
     */
    record NextBusinessDay(boolean atItsEnd) implements Timing {
        @Override
        public Optional<Instant> due(Instant start, BusinessCalendar calendar) {
            return Optional.of(
                    atItsEnd ? calendar.endOfNextBusinessDay(start) : calendar.startOfNextBusinessDay(start));
        }
    }

    /** No clock. */
    record Unhurried() implements Timing {
        @Override
        public Optional<Instant> due(Instant start, BusinessCalendar calendar) {
            return Optional.empty();
        }
    }
}
