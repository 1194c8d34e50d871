package com.allodoc.ops.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Planned work: when it opens, how it ends, and what it covers. Half-open: the opening instant is inside, the closing instant
 * is not. Across clock changes it opens and closes when the local clock says so, which is what matching the local clock
 * against Alertmanager's {@code time_intervals} gives; where only the opening or the closing time is skipped or repeated,
 * {@link WallClock} decides, and never closes early. Immutable.
 *
 * @param name how people call it
 * @param scope names of what it covers; empty covers everything
 * @param opens when it opens
 * @param closes how it ends
 */
public record MaintenanceWindow(String name, Set<String> scope, Schedule opens, WindowEnd closes) {

    public MaintenanceWindow {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; give the window the name people use for it");
        }
        requireNonNull(opens, "opens");
        requireNonNull(closes, "closes");
        if (opens instanceof Once && closes instanceof WindowEnd.AtTime) {
            throw new IllegalArgumentException(
                    "closes: a window that opens once has no date to close on; use once(name, occurrence, zone)");
        }
        scope = Collections.unmodifiableSet(new TreeSet<>(scope));
    }

    /** A window that closes when the local clock next shows {@code until}, the following day if need be. */
    public static MaintenanceWindow of(String name, Schedule opens, LocalTime until) {
        return new MaintenanceWindow(name, Set.of(), opens, WindowEnd.at(until));
    }

    /** A window that lasts {@code elapsed}, whatever the local clock shows then. */
    public static MaintenanceWindow of(String name, Schedule opens, Duration elapsed) {
        return new MaintenanceWindow(name, Set.of(), opens, WindowEnd.after(elapsed));
    }

    /** A single window with explicit instants; {@code zone} is the one in which it is shown. */
    public static MaintenanceWindow once(String name, Occurrence when, ZoneId zone) {
        return of(name, new Once(when.start(), zone), when.duration());
    }

    /** The same window for the named targets only. */
    public MaintenanceWindow covering(String... targets) {
        return new MaintenanceWindow(name, Set.of(targets), opens, closes);
    }

    /** Whether {@code target} is in its scope. */
    public boolean covers(String target) {
        return scope.isEmpty() || scope.contains(target);
    }

    /** Whether something can be in the scope of both. */
    public boolean sharesScopeWith(MaintenanceWindow other) {
        return scope.isEmpty() || other.scope.isEmpty() || !Collections.disjoint(scope, other.scope);
    }

    public boolean isOpen(Instant instant) {
        return openAt(instant).isPresent();
    }

    /** The occurrence that {@code instant} lies in; the one that opened first when a long window meets its successor. */
    public Optional<Occurrence> openAt(Instant instant) {
        Optional<LocalDate> date = opens.dateOnOrAfter(dateOf(instant).minusDays(closes.reachInDays()));
        while (date.isPresent()) {
            Occurrence occurrence = closes.window(opens, date.get());
            if (occurrence.start().isAfter(instant)) {
                return Optional.empty();
            }
            if (occurrence.contains(instant)) {
                return Optional.of(occurrence);
            }
            date = opens.dateOnOrAfter(date.get().plusDays(1));
        }
        return Optional.empty();
    }

    /** The first occurrence that opens strictly after {@code instant}. */
    public Optional<Occurrence> next(Instant instant) {
        return startingAround(instant, 1)
                .filter(occurrence -> occurrence.start().isAfter(instant))
                .findFirst();
    }

    /** The last occurrence that opened strictly before {@code instant}; it may still be open. */
    public Optional<Occurrence> previous(Instant instant) {
        LocalDate last = dateOf(instant).plusDays(1);
        return Stream.iterate(
                        opens.dateOnOrBefore(last),
                        Optional::isPresent,
                        date -> date.flatMap(d -> opens.dateOnOrBefore(d.minusDays(1))))
                .flatMap(Optional::stream)
                .map(date -> closes.window(opens, date))
                .filter(occurrence ->
                        isNotEmpty(occurrence) && occurrence.start().isBefore(instant))
                .findFirst();
    }

    /** The occurrences that share an instant with [{@code from}, {@code to}), in order and not cut at its ends. */
    public List<Occurrence> occurrences(Instant from, Instant to) {
        return startingAround(from, closes.reachInDays())
                .takeWhile(occurrence -> occurrence.start().isBefore(to))
                .filter(occurrence -> occurrence.end().isAfter(from))
                .toList();
    }

    /** The window in words: {@code weekly: every Sunday at 02:00 Europe/Paris until 04:00}. */
    public String describe() {
        return name + ": " + opens.describe() + " " + closes.describe();
    }

    private Stream<Occurrence> startingAround(Instant instant, int daysBefore) {
        LocalDate first = dateOf(instant).minusDays(daysBefore);
        return Stream.iterate(
                        opens.dateOnOrAfter(first),
                        Optional::isPresent,
                        date -> date.flatMap(d -> opens.dateOnOrAfter(d.plusDays(1))))
                .flatMap(Optional::stream)
                .map(date -> closes.window(opens, date))
                .filter(MaintenanceWindow::isNotEmpty);
    }

    private LocalDate dateOf(Instant instant) {
        return instant.atZone(opens.zone()).toLocalDate();
    }

    private static boolean isNotEmpty(Occurrence occurrence) {
        return occurrence.start().isBefore(occurrence.end());
    }
}
