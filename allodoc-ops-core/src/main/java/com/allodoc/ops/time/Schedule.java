package com.allodoc.ops.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When something is due, as people say it: a rule for dates, a local time and a zone. Each date of the rule fires exactly
 * once, at the instant {@link WallClock#start} gives: a local time that the spring change skips moves forward, one that the
 * autumn change repeats fires the first time only. A date that never happened in the zone does not fire. Immutable.
 *
 * <p>This is the calendar model. Schedulers that match fields against the local clock, such as robfig/cron, lose the job in
 * spring and run it twice in autumn.
 */
public sealed interface Schedule permits Daily, Weekly, Monthly, Once {

    /** The zone in which dates and times are meant. */
    ZoneId zone();

    /** The local time of day at which it is due. */
    LocalTime time();

    /** The first date of the rule that is not before {@code date}. */
    Optional<LocalDate> dateOnOrAfter(LocalDate date);

    /** The last date of the rule that is not after {@code date}. */
    Optional<LocalDate> dateOnOrBefore(LocalDate date);

    /** The rule in words: {@code every Sunday at 02:00 Europe/Paris}. */
    String describe();

    /** The instant at which it fires for {@code date}, one of its dates. A gap at midnight may move it to the next date. */
    default Instant startOn(LocalDate date) {
        return WallClock.start(date.atTime(time()), zone());
    }

    /** The first instant strictly after {@code instant} at which it fires; empty when there is none left. */
    default Optional<Instant> next(Instant instant) {
        // A gap at midnight moves a start to the next date, an overlap at midnight repeats the end of a date: look one
        // day around.
        Optional<LocalDate> date =
                dateOnOrAfter(instant.atZone(zone()).toLocalDate().minusDays(1));
        while (date.isPresent()) {
            Instant start = startOn(date.get());
            if (start.isAfter(instant)) {
                return Optional.of(start);
            }
            date = dateOnOrAfter(date.get().plusDays(1));
        }
        return Optional.empty();
    }

    /** The last instant strictly before {@code instant} at which it fired; empty when there is none. */
    default Optional<Instant> previous(Instant instant) {
        Optional<LocalDate> date =
                dateOnOrBefore(instant.atZone(zone()).toLocalDate().plusDays(1));
        while (date.isPresent()) {
            Instant start = startOn(date.get());
            if (start.isBefore(instant)) {
                return Optional.of(start);
            }
            date = dateOnOrBefore(date.get().minusDays(1));
        }
        return Optional.empty();
    }

    /** Every instant from {@code from} on at which it fires, {@code from} included, in order and computed as it is read. */
    default Stream<Instant> from(Instant from) {
        return Stream.iterate(next(from.minusNanos(1)), Optional::isPresent, fired -> fired.flatMap(this::next))
                .flatMap(Optional::stream);
    }

    /** The instants in [{@code from}, {@code to}) at which it fires, in order. */
    default List<Instant> between(Instant from, Instant to) {
        return from(from).takeWhile(instant -> instant.isBefore(to)).toList();
    }
}
