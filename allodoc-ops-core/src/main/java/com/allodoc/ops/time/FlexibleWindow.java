package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Planned work that begins some time within a window: it starts at the first failure inside the window and then lasts its own
 * time, past the end of the window if need be. Without a failure it never starts. Source: Icinga's flexible downtime.
 * Immutable.
 *
 * @param within when the work may begin
 * @param lasting how long it takes, in elapsed time
 */
public record FlexibleWindow(MaintenanceWindow within, Duration lasting) {

    public FlexibleWindow {
        requireNonNull(within, "within");
        if (lasting.isNegative() || lasting.isZero()) {
            throw new IllegalArgumentException("lasting must be positive but is " + lasting);
        }
    }

    /** The work in progress at {@code instant}, given all failures; failures after {@code instant} do not count. */
    public Optional<Occurrence> openAt(Instant instant, Collection<Instant> failures) {
        return within.occurrences(instant.minus(lasting), instant.plusNanos(1)).stream()
                .map(window -> startedIn(window, failures))
                .flatMap(Optional::stream)
                .filter(work -> work.contains(instant))
                .findFirst();
    }

    /** Whether work is in progress at {@code instant}, given all failures. */
    public boolean isOpen(Instant instant, Collection<Instant> failures) {
        return openAt(instant, failures).isPresent();
    }

    private Optional<Occurrence> startedIn(Occurrence window, Collection<Instant> failures) {
        return failures.stream()
                .filter(window::contains)
                .min(Instant::compareTo)
                .map(first -> new Occurrence(first, first.plus(lasting)));
    }
}
