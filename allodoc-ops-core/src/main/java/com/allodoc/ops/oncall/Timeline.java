package com.allodoc.ops.oncall;

import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays shifts of several ranks over each other so that at most one holds at any instant. Higher ranks first, then earlier
 * starts, then the order they were given in; what is already taken splits what comes later. Source: the resolver of Grafana
 * OnCall's schedules. Not thread-safe.
 */
final class Timeline {

    /** A shift that wants to hold. Overrides outrank every layer. */
    record Claim(boolean override, int priority, Shift shift) {
        boolean sameRankAs(Claim other) {
            return override == other.override && (override || priority == other.priority);
        }
    }

    private static final Comparator<Claim> RANK = Comparator.comparing(Claim::override)
            .thenComparing(claim -> claim.override() ? 0 : claim.priority())
            .reversed()
            .thenComparing(claim -> claim.shift().when().start());

    private final Occurrence range;
    private final TreeMap<Instant, Shift> taken = new TreeMap<>();

    private Timeline(Occurrence range) {
        this.range = range;
    }

    /** The shifts that hold within {@code range}, cut at its ends, in order. */
    static List<Shift> resolve(List<Claim> claims, Occurrence range) {
        Timeline timeline = new Timeline(range);
        claims.stream().sorted(RANK).map(Claim::shift).forEach(timeline::place);
        return List.copyOf(timeline.taken.values());
    }

    /** What two intervals that overlap have in common. */
    static Occurrence common(Occurrence one, Occurrence other) {
        Instant start = one.start().isAfter(other.start()) ? one.start() : other.start();
        Instant end = one.end().isBefore(other.end()) ? one.end() : other.end();
        return new Occurrence(start, end);
    }

    /** The parts of {@code range} that none of {@code covered} covers; {@code covered} is in order. */
    static List<Occurrence> uncovered(Occurrence range, List<Shift> covered) {
        List<Occurrence> gaps = new ArrayList<>();
        Instant reached = range.start();
        for (Shift shift : covered) {
            Occurrence when = shift.when();
            if (!when.end().isAfter(reached)) {
                continue;
            }
            if (!when.start().isBefore(range.end())) {
                break;
            }
            if (when.start().isAfter(reached)) {
                gaps.add(new Occurrence(reached, when.start()));
            }
            reached = when.end();
        }
        if (reached.isBefore(range.end())) {
            gaps.add(new Occurrence(reached, range.end()));
        }
        return gaps;
    }

    private void place(Shift shift) {
        if (!shift.when().overlaps(range)) {
            return;
        }
        Occurrence wanted = common(shift.when(), range);
        Instant cursor = wanted.start();
        Map.Entry<Instant, Shift> before = taken.lowerEntry(cursor);
        if (before != null && before.getValue().when().end().isAfter(cursor)) {
            cursor = before.getValue().when().end();
        }
        while (cursor.isBefore(wanted.end())) {
            Map.Entry<Instant, Shift> next = taken.ceilingEntry(cursor);
            if (next == null || !next.getKey().isBefore(wanted.end())) {
                taken.put(cursor, shift.during(new Occurrence(cursor, wanted.end())));
                return;
            }
            if (cursor.isBefore(next.getKey())) {
                taken.put(cursor, shift.during(new Occurrence(cursor, next.getKey())));
            }
            cursor = next.getValue().when().end();
        }
    }
}
