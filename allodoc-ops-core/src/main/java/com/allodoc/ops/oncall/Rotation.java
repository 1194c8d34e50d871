package com.allodoc.ops.oncall;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Occurrence;
import com.allodoc.ops.time.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People taking turns. Turn k lasts from the handoff on {@code anchor + k periods} to the handoff on
 * {@code anchor + (k + 1) periods}: counted on dates and only then resolved to instants, so a weekly turn has 167 or 169
 * hours when the clocks change. The handoff instant belongs to the newcomer. There is no turn before the anchor. Immutable.
 *
 * @param anchor date of the first handoff
 * @param period length of a turn in days, weeks or months
 * @param people in order; naming one twice gives that person two turns
 * @param handoff local time of every handoff
 * @param zone where dates and times are meant
 * @see #builder(ZoneId)
 */
public record Rotation(LocalDate anchor, Period period, List<String> people, LocalTime handoff, ZoneId zone) {

    /**
     * One resolved turn.
     *
     * @param number 0 for the turn that begins at the anchor
     */
    public record Turn(int number, String person, Occurrence when) {}

    public Rotation {
        requireNonNull(anchor, "anchor");
        requireNonNull(handoff, "handoff");
        requireNonNull(zone, "zone");
        people = List.copyOf(people);
        if (people.isEmpty() || people.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "people must be named and at least one, but are " + people + "; leave the layer out instead");
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "period must be positive but is " + period + "; use a number of days, weeks or months");
        }
    }

    /** Starts a rotation whose turns last a week. */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /**
     * The rotation that follows this one from the handoff on {@code date} on, beginning with the first of {@code newPeople}.
     * Put both into one {@link Layer}: turns before that handoff stay as they were.
     */
    public Rotation withPeopleFrom(LocalDate date, List<String> newPeople) {
        return new Rotation(date, period, newPeople, handoff, zone);
    }

    /** The instant of the first handoff. */
    public Instant start() {
        return handoffOf(0);
    }

    /** The turns that share an instant with [{@code from}, {@code to}), in order and not cut at its ends. */
    public List<Turn> turns(Instant from, Instant to) {
        return IntStream.iterate(numberNotAfter(from), number -> number + 1)
                .takeWhile(number -> handoffOf(number).isBefore(to))
                .mapToObj(this::turn)
                .filter(turn -> turn.when().end().isAfter(from))
                .filter(turn -> turn.when().start().isBefore(turn.when().end()))
                .toList();
    }

    private Turn turn(int number) {
        String person = people.get(number % people.size());
        return new Turn(number, person, new Occurrence(handoffOf(number), handoffOf(number + 1)));
    }

    private Instant handoffOf(int number) {
        LocalDate date = anchor.plus(period.multipliedBy(number));
        return WallClock.start(date.atTime(handoff), zone);
    }

    /** The last turn that starts at or before {@code instant}, or 0: searched, since months have no fixed length to divide by. */
    private int numberNotAfter(Instant instant) {
        int low = 0;
        int high = 1;
        while (!handoffOf(high).isAfter(instant)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (handoffOf(middle).isAfter(instant)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** Collects the parts of a rotation; not thread-safe. */
    public static final class Builder {
        private final ZoneId zone;
        private @Nullable LocalDate anchor;
        private @Nullable LocalTime handoff;
        private Period period = Period.ofWeeks(1);
        private List<String> people = List.of();

        private Builder(ZoneId zone) {
            this.zone = requireNonNull(zone, "zone");
        }

        /** The first handoff; later ones are at the same local time. */
        public Builder from(LocalDate date, LocalTime time) {
            anchor = date;
            handoff = time;
            return this;
        }

        public Builder every(Period turn) {
            period = turn;
            return this;
        }

        public Builder people(String... inOrder) {
            people = List.of(inOrder);
            return this;
        }

        /**
         * The rotation.
         *
         * @throws IllegalArgumentException if the first handoff or the people are missing, or the period is unusable
         */
        public Rotation build() {
            if (anchor == null || handoff == null) {
                throw new IllegalArgumentException("anchor and handoff are missing; call from(date, time)");
            }
            return new Rotation(anchor, period, people, handoff, zone);
        }
    }
}
