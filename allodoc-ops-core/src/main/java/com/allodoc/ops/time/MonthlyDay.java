package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * One numbered day of every month at one local time. In a month that is shorter it is due on the last day, so that 31 means
 * the end of every month and no month is left out. Immutable.
 *
 * @param day 1 to 31
 */
public record MonthlyDay(int day, LocalTime time, ZoneId zone) implements Monthly {

    public MonthlyDay {
        if (day < 1 || day > 31) {
            throw new IllegalArgumentException(
                    "day must be 1 to 31 but is " + day + "; use 31 for the last of the month");
        }
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    /** The date of {@code month} on which it is due. */
    @Override
    public LocalDate dateIn(YearMonth month) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    @Override
    public String describe() {
        return "day " + day + " of every month at " + time + " " + zone;
    }
}
