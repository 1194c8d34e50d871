package com.allodoc.ops.oncall;

import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One rotation and those that followed it, with a rank among the layers of a schedule. Immutable.
 *
 * @param name how people call it
 * @param priority the higher one answers
 * @param rotations in the order of their first handoffs; each is in force until the next one's first handoff
 * @param hours the layer answers only then; absent for around the clock
 */
public record Layer(
        String name,
        int priority,
        List<Rotation> rotations,
        @Nullable BusinessCalendar hours) {

    public Layer {
        rotations = List.copyOf(rotations);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; give the layer the name people use for it");
        }
        if (rotations.isEmpty()) {
            throw new IllegalArgumentException("rotations of layer " + name + " are empty; leave the layer out");
        }
        for (int i = 1; i < rotations.size(); i++) {
            if (!rotations.get(i).start().isAfter(rotations.get(i - 1).start())) {
                throw new IllegalArgumentException("rotations of layer " + name
                        + " must follow each other: " + rotations.get(i).anchor() + " is not after "
                        + rotations.get(i - 1).anchor());
            }
        }
    }

    /** A layer that answers around the clock. */
    public static Layer of(String name, int priority, Rotation... rotations) {
        return new Layer(name, priority, List.of(rotations), null);
    }

    /** The same layer, answering in the hours of {@code calendar} only. */
    public Layer during(BusinessCalendar calendar) {
        return new Layer(name, priority, rotations, calendar);
    }

    /** The same layer, with {@code next} in force from its first handoff on. */
    public Layer then(Rotation next) {
        List<Rotation> all = new ArrayList<>(rotations);
        all.add(next);
        return new Layer(name, priority, all, hours);
    }

    /** Its shifts that share an instant with [{@code from}, {@code to}), not cut at the ends of that range. */
    List<Shift> shifts(Instant from, Instant to) {
        Occurrence range = new Occurrence(from, to);
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < rotations.size(); i++) {
            Rotation rotation = rotations.get(i);
            Instant last = endOf(i);
            rotation.turns(from, to).stream()
                    .filter(turn -> turn.when().start().isBefore(last))
                    .flatMap(turn -> inHours(cut(turn.when(), last), range)
                            .map(when -> new Shift(turn.person(), when, name, rule(rotation, turn))))
                    .filter(shift -> shift.when().overlaps(range))
                    .forEach(shifts::add);
        }
        return shifts;
    }

    /** Everybody in a rotation that is in force somewhere in [{@code from}, {@code to}), on duty or not. */
    Stream<String> people(Instant from, Instant to) {
        return IntStream.range(0, rotations.size())
                .filter(i -> rotations.get(i).start().isBefore(to) && endOf(i).isAfter(from))
                .boxed()
                .flatMap(i -> rotations.get(i).people().stream());
    }

    /** Why nobody of this layer answers at {@code instant}; empty when somebody does. */
    Optional<String> absence(Instant instant) {
        if (instant.isBefore(rotations.get(0).start())) {
            return Optional.of(name + " begins at "
                    + rotations.get(0).start().atZone(rotations.get(0).zone()).toOffsetDateTime());
        }
        if (hours != null && !hours.isOpen(instant)) {
            return Optional.of(name + " is outside its hours until "
                    + hours.nextOpening(instant).atZone(hours.zone()).toOffsetDateTime());
        }
        return Optional.empty();
    }

    private Instant endOf(int rotation) {
        return rotation + 1 < rotations.size() ? rotations.get(rotation + 1).start() : Instant.MAX;
    }

    private Stream<Occurrence> inHours(Occurrence turn, Occurrence range) {
        if (hours == null) {
            return Stream.of(turn);
        }
        if (!turn.overlaps(range)) {
            return Stream.empty();
        }
        Occurrence asked = Timeline.common(turn, range);
        return hours.openings(asked.start(), asked.end()).stream().map(opening -> Timeline.common(turn, opening));
    }

    private static Occurrence cut(Occurrence turn, Instant last) {
        return turn.end().isAfter(last) ? new Occurrence(turn.start(), last) : turn;
    }

    private static String rule(Rotation rotation, Rotation.Turn turn) {
        return "turn " + turn.number() + " of the rotation from " + rotation.anchor() + " " + rotation.handoff() + " "
                + rotation.zone() + " every " + rotation.period();
    }
}
