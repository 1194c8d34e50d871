package com.allodoc.ops.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Which of the days of one name in a month. There is no fifth: only some months have one; {@link #LAST} always exists. */
public enum Ordinal {
    FIRST(1),
    SECOND(2),
    THIRD(3),
    FOURTH(4),
    LAST(-1);

    private final int position;

    Ordinal(int position) {
        this.position = position;
    }

    /** The date in {@code month}: the first Sunday lies between the 1st and the 7th, both included. */
    public LocalDate of(DayOfWeek day, YearMonth month) {
        return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(position, day));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
