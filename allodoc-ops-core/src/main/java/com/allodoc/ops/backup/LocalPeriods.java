package com.allodoc.ops.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Numbers the calendar periods of a zone: two instants have the same key when they lie in the same hour, day, ISO week,
 * month or year. A cursor that remembers the offset and the day it stands on, since neighbours in a sorted list share
 * them. Not thread-safe.
 */
final class LocalPeriods {
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SECONDS_PER_DAY = 86_400;

    private final ZoneRules rules;
    private long offsetFrom = Long.MAX_VALUE;
    private long offsetTo = Long.MIN_VALUE;
    private int offset;
    private long localSecond;
    private long monthDay = Long.MIN_VALUE;
    private long month;
    private long year;

    LocalPeriods(ZoneId zone) {
        this.rules = zone.getRules();
    }

    LocalPeriods moveTo(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < offsetFrom || second >= offsetTo) {
            offset = rules.getOffset(instant).getTotalSeconds();
            ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
            offsetTo = after == null ? Long.MAX_VALUE : after.toEpochSecond();
        }
        localSecond = second + offset;
        return this;
    }

    /** The key of {@code period}; for {@link RetentionPeriod#LAST}, which has no periods, always 0. */
    long key(RetentionPeriod period) {
        return switch (period) {
            case LAST -> 0;
            case HOURLY -> Math.floorDiv(localSecond, SECONDS_PER_HOUR);
            case DAILY -> day();
            // 1970-01-01 was a Thursday: three days later than the Monday its ISO week began.
            case WEEKLY -> Math.floorDiv(day() + 3, 7);
            case MONTHLY -> {
                resolveMonth();
                yield month;
            }
            case YEARLY -> {
                resolveMonth();
                yield year;
            }
        };
    }

    private long day() {
        return Math.floorDiv(localSecond, SECONDS_PER_DAY);
    }

    private void resolveMonth() {
        long day = day();
        if (day != monthDay) {
            LocalDate date = LocalDate.ofEpochDay(day);
            year = date.getYear();
            month = year * 12 + date.getMonthValue();
            monthDay = day;
        }
    }
}
