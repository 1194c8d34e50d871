package com.allodoc.ops.oncall;

import com.allodoc.ops.oncall.Timeline.Claim;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who answers when: layers of rotations under overrides. Overrides beat layers, a higher priority beats a lower one, of equals
 * the earlier start holds; what is beaten is split around what beats it and fills the rest. Immutable, and a pure function of
 * the instant asked for: it answers for the past and the future alike.
 *
 * @param name how escalation steps refer to it
 * @param layers with distinct names
 * @param overrides exceptions to the layers
 * @see #builder(String)
 */
public record OnCallSchedule(String name, List<Layer> layers, List<ShiftOverride> overrides) {

    private static final Duration FIRST_LOOK = Duration.ofDays(8);
    private static final Duration LAST_LOOK = Duration.ofDays(512);
    private static final Duration INSTANT = Duration.ofNanos(1);

    public OnCallSchedule {
        layers = List.copyOf(layers);
        overrides = List.copyOf(overrides);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; escalation steps refer to a schedule by its name");
        }
        Set<String> names = new HashSet<>();
        for (Layer layer : layers) {
            if (!names.add(layer.name())) {
                throw new IllegalArgumentException("layers: two are named " + layer.name() + "; rename one");
            }
        }
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The same schedule with one more exception, for the question "what if". */
    public OnCallSchedule with(ShiftOverride override) {
        List<ShiftOverride> all = new ArrayList<>(overrides);
        all.add(override);
        return new OnCallSchedule(name, layers, all);
    }

    /** Who answers at {@code instant}, why, and until when. */
    public Duty who(Instant instant) {
        List<Shift> shifts = List.of();
        Optional<Instant> change = Optional.empty();
        for (Duration look = FIRST_LOOK;
                change.isEmpty() && look.compareTo(LAST_LOOK) <= 0;
                look = look.multipliedBy(2)) {
            Instant horizon = instant.plus(look);
            shifts = shifts(instant, horizon);
            change = firstChange(shifts, instant).filter(at -> at.isBefore(horizon));
        }
        Optional<Instant> until = change;
        return shifts.stream()
                .findFirst()
                .filter(shift -> shift.when().contains(instant))
                .<Duty>map(shift -> new Duty.OnDuty(shift, until))
                .orElseGet(() -> new Duty.Nobody(absence(instant), until));
    }

    /** The shift that holds at {@code instant}, cut down to it; quicker than {@link #who}, which also looks ahead. */
    Optional<Shift> shiftAt(Instant instant) {
        return shifts(instant, instant.plus(INSTANT)).stream().findFirst();
    }

    /** The shifts that hold in [{@code from}, {@code to}): in order, never overlapping, cut at the ends of the range. */
    public List<Shift> shifts(Instant from, Instant to) {
        return Timeline.resolve(claims(from, to), new Occurrence(from, to));
    }

    /** The stretches of [{@code from}, {@code to}) in which nobody answers. */
    public List<Occurrence> gaps(Instant from, Instant to) {
        return List.copyOf(Timeline.uncovered(new Occurrence(from, to), shifts(from, to)));
    }

    /** Hours per person and findings over [{@code from}, {@code to}), which should be covered around the clock. */
    public CoverageReview review(Instant from, Instant to) {
        return review(new Occurrence(from, to), List.of(new Occurrence(from, to)));
    }

    /** Hours per person and findings over [{@code from}, {@code to}), of which the hours of {@code required} should be covered. */
    public CoverageReview review(Instant from, Instant to, BusinessCalendar required) {
        return review(new Occurrence(from, to), required.openings(from, to));
    }

    private CoverageReview review(Occurrence range, List<Occurrence> required) {
        Set<String> people = layers.stream()
                .flatMap(layer -> layer.people(range.start(), range.end()))
                .collect(Collectors.toCollection(TreeSet::new));
        return CoverageReview.of(name, range, required, people, claims(range.start(), range.end()));
    }

    private List<Claim> claims(Instant from, Instant to) {
        List<Claim> claims = new ArrayList<>();
        Occurrence range = new Occurrence(from, to);
        overrides.stream()
                .filter(override -> override.when().overlaps(range))
                .forEach(override -> claims.add(new Claim(true, 0, override.shift())));
        layers.forEach(layer ->
                layer.shifts(from, to).forEach(shift -> claims.add(new Claim(false, layer.priority(), shift))));
        return claims;
    }

    /** The end of the stretch in which the same person, or nobody, answers from {@code instant} on, as far as it is known. */
    private static Optional<Instant> firstChange(List<Shift> shifts, Instant instant) {
        if (shifts.isEmpty() || shifts.get(0).when().start().isAfter(instant)) {
            return shifts.stream().map(shift -> shift.when().start()).findFirst();
        }
        String person = shifts.get(0).person();
        Instant reached = instant;
        for (Shift shift : shifts) {
            if (!shift.person().equals(person) || shift.when().start().isAfter(reached)) {
                break;
            }
            reached = shift.when().end();
        }
        return Optional.of(reached);
    }

    private String absence(Instant instant) {
        String reasons = layers.stream()
                .flatMap(layer -> layer.absence(instant).stream())
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? name + " has no layer" : reasons;
    }

    /** Collects layers and exceptions; not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<Layer> layers = new ArrayList<>();
        private final List<ShiftOverride> overrides = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder layer(Layer layer) {
            layers.add(layer);
            return this;
        }

        public Builder override(ShiftOverride override) {
            overrides.add(override);
            return this;
        }

        public Builder overrides(Collection<ShiftOverride> more) {
            overrides.addAll(more);
            return this;
        }

        public Builder swap(ShiftSwap swap) {
            return overrides(swap.overrides());
        }

        /**
         * The schedule.
         *
         * @throws IllegalArgumentException if two layers share a name
         */
        public OnCallSchedule build() {
            return new OnCallSchedule(name, layers, overrides);
        }
    }
}
