package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/** One named day of every month, such as the first Sunday, at one local time. Immutable. */
public record MonthlyOrdinal(Ordinal ordinal, DayOfWeek day, LocalTime time, ZoneId zone) implements Monthly {

    public MonthlyOrdinal {
        requireNonNull(ordinal, "ordinal");
        requireNonNull(day, "day");
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    /** The first {@code day} of every month, which is its only one between the 1st and the 7th. */
    public static MonthlyOrdinal first(DayOfWeek day, LocalTime time, ZoneId zone) {
        return new MonthlyOrdinal(Ordinal.FIRST, day, time, zone);
    }

    /** The date of {@code month} on which it is due. */
    @Override
    public LocalDate dateIn(YearMonth month) {
        return ordinal.of(day, month);
    }

    @Override
    public String describe() {
        return "every " + ordinal.word() + " " + day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                + " of the month at " + time + " " + zone;
    }
}
