package com.allodoc.ops.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * How a local time becomes an instant when the clocks change. A local time that is skipped moves forward by the length of
 * the gap; of a local time that happens twice, a start takes the first and an end the last, so nothing closes early.
 * Stateless; every method is a pure function of its arguments and the JDK's time-zone rules.
 */
public final class WallClock {

    private WallClock() {}

    /** The instant at which something starts that is due at {@code local}. */
    public static Instant start(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.ofLocal(local, zone, null)
                .withEarlierOffsetAtOverlap()
                .toInstant();
    }

    /** The instant at which something ends that lasts until {@code local}. */
    public static Instant end(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.ofLocal(local, zone, null)
                .withLaterOffsetAtOverlap()
                .toInstant();
    }

    /**
     * The interval between two local times. When moving the start out of a gap would carry it to or past the end (02:30 to
     * 03:15 on the night of the spring change), it starts where the gap ends; the result is empty when nothing is left of it.
     *
     * @throws IllegalArgumentException if {@code end} is not after {@code start}
     */
    public static Occurrence between(LocalDateTime start, LocalDateTime end, ZoneId zone) {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end " + end + " is not after start " + start
                    + "; give the date of the next day to an interval that crosses midnight");
        }
        Instant first = start(start, zone);
        Instant last = end(end, zone);
        if (!first.isBefore(last)) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(start);
            first = gap == null ? last : gap.getInstant();
        }
        return new Occurrence(first, last);
    }

    /** Whether {@code date} happens at all in {@code zone}: 2011-12-30 never did in Pacific/Apia. */
    public static boolean exists(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toLocalDate().equals(date);
    }
}
