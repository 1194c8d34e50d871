package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A single instant. Immutable.
 *
 * @param at when it is due
 * @param zone the zone in which it is shown
 */
public record Once(Instant at, ZoneId zone) implements Schedule {

    public Once {
        requireNonNull(at, "at");
        requireNonNull(zone, "zone");
    }

    /** A single local time, resolved as {@link WallClock#start} says. */
    public static Once at(LocalDateTime local, ZoneId zone) {
        return new Once(WallClock.start(local, zone), zone);
    }

    @Override
    public LocalTime time() {
        return at.atZone(zone).toLocalTime();
    }

    @Override
    public Optional<LocalDate> dateOnOrAfter(LocalDate date) {
        return Optional.of(date()).filter(own -> !own.isBefore(date));
    }

    @Override
    public Optional<LocalDate> dateOnOrBefore(LocalDate date) {
        return Optional.of(date()).filter(own -> !own.isAfter(date));
    }

    /** The instant itself, which may be the second of two equal local times. */
    @Override
    public Instant startOn(LocalDate date) {
        return at;
    }

    @Override
    public String describe() {
        return "once at " + at.atZone(zone);
    }

    private LocalDate date() {
        return at.atZone(zone).toLocalDate();
    }
}
