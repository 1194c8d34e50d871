package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What surrounds a check when its state is decided. Immutable.
 *
 * @param now the instant of the decision
 * @param maintenance whether a maintenance window is open for it
 * @param hiddenBy the failing parents that make it unreachable, empty when it is reachable
 */
public record Situation(Instant now, boolean maintenance, List<String> hiddenBy) {

    public Situation {
        requireNonNull(now, "now");
        hiddenBy = List.copyOf(hiddenBy);
    }

    /** Reachable, outside maintenance. */
    public static Situation at(Instant now) {
        return new Situation(now, false, List.of());
    }

    /** In maintenance when at least one of {@code windows} is open; overlapping windows are one. */
    public static Situation at(Instant now, Collection<Occurrence> windows) {
        return new Situation(now, windows.stream().anyMatch(window -> window.contains(now)), List.of());
    }

    public Situation inMaintenance() {
        return new Situation(now, true, hiddenBy);
    }

    public Situation hiddenBy(String... parents) {
        return new Situation(now, maintenance, List.of(parents));
    }
}
