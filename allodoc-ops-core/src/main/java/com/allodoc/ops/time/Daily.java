package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** Every date at one local time. Immutable. */
public record Daily(LocalTime time, ZoneId zone) implements Schedule {

    public Daily {
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    @Override
    public Optional<LocalDate> dateOnOrAfter(LocalDate date) {
        return Optional.of(WallClock.exists(date, zone) ? date : date.plusDays(1));
    }

    @Override
    public Optional<LocalDate> dateOnOrBefore(LocalDate date) {
        return Optional.of(WallClock.exists(date, zone) ? date : date.minusDays(1));
    }

    @Override
    public String describe() {
        return "daily at " + time + " " + zone;
    }
}
