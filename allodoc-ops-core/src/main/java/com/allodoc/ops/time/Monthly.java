package com.allodoc.ops.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** A rule that names one date of every month. */
sealed interface Monthly extends Schedule permits MonthlyOrdinal, MonthlyDay {

    LocalDate dateIn(YearMonth month);

    @Override
    default Optional<LocalDate> dateOnOrAfter(LocalDate date) {
        YearMonth month = YearMonth.from(date);
        while (dateIn(month).isBefore(date) || !WallClock.exists(dateIn(month), zone())) {
            month = month.plusMonths(1);
        }
        return Optional.of(dateIn(month));
    }

    @Override
    default Optional<LocalDate> dateOnOrBefore(LocalDate date) {
        YearMonth month = YearMonth.from(date);
        while (dateIn(month).isAfter(date) || !WallClock.exists(dateIn(month), zone())) {
            month = month.minusMonths(1);
        }
        return Optional.of(dateIn(month));
    }
}
