package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One or several days of every week at one local time. Immutable.
 *
 * @param days at least one
 */
public record Weekly(Set<DayOfWeek> days, LocalTime time, ZoneId zone) implements Schedule {

    public Weekly {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days are empty; name at least one day of the week");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    public static Weekly on(DayOfWeek day, LocalTime time, ZoneId zone) {
        return new Weekly(Set.of(day), time, zone);
    }

    @Override
    public Optional<LocalDate> dateOnOrAfter(LocalDate date) {
        LocalDate candidate = date;
        while (!matches(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return Optional.of(candidate);
    }

    @Override
    public Optional<LocalDate> dateOnOrBefore(LocalDate date) {
        LocalDate candidate = date;
        while (!matches(candidate)) {
            candidate = candidate.minusDays(1);
        }
        return Optional.of(candidate);
    }

    @Override
    public String describe() {
        return days.stream()
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .collect(Collectors.joining(", ", "every ", " at " + time + " " + zone));
    }

    private boolean matches(LocalDate date) {
        return days.contains(date.getDayOfWeek()) && WallClock.exists(date, zone);
    }
}
