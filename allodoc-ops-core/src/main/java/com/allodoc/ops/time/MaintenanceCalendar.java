package com.allodoc.ops.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Several maintenance windows taken together. Where they overlap, maintenance ends when the last of them closes. Immutable.
 *
 * @param windows with distinct names
 */
public record MaintenanceCalendar(List<MaintenanceWindow> windows) {

    public MaintenanceCalendar {
        windows = List.copyOf(windows);
        Set<String> names = new HashSet<>();
        for (MaintenanceWindow window : windows) {
            if (!names.add(window.name())) {
                throw new IllegalArgumentException("windows: two are named " + window.name() + "; rename one");
            }
        }
    }

    public static MaintenanceCalendar of(MaintenanceWindow... windows) {
        return new MaintenanceCalendar(List.of(windows));
    }

    /** The windows that are open at {@code instant}; its size is the depth of the maintenance. */
    public List<MaintenanceWindow> openAt(Instant instant) {
        return windows.stream().filter(window -> window.isOpen(instant)).toList();
    }

    /** How many windows are open at {@code instant}. */
    public int depth(Instant instant) {
        return openAt(instant).size();
    }

    /** Whether a window that covers {@code target} is open at {@code instant}. */
    public boolean isOpen(String target, Instant instant) {
        return windows.stream().anyMatch(window -> window.covers(target) && window.isOpen(instant));
    }

    /** The windows that cover {@code target}. */
    public MaintenanceCalendar covering(String target) {
        return new MaintenanceCalendar(
                windows.stream().filter(window -> window.covers(target)).toList());
    }

    /** The stretches in which at least one window is open and that share an instant with [{@code from}, {@code to}). */
    public List<Occurrence> union(Instant from, Instant to) {
        List<Occurrence> merged = new ArrayList<>();
        windows.stream()
                .flatMap(window -> window.occurrences(from, to).stream())
                .sorted(Comparator.comparing(Occurrence::start))
                .forEach(next -> append(merged, next));
        return List.copyOf(merged);
    }

    /**
     * Every job that starts inside a window, and every two windows with a common scope that are open together, in
     * [{@code from}, {@code to}). One finding per pair, however often the two meet.
     *
     * @param jobs when each job starts, by its name
     */
    public List<ScheduleConflict> conflicts(Map<String, Schedule> jobs, Instant from, Instant to) {
        List<ScheduleConflict> found = new ArrayList<>();
        new TreeMap<>(jobs)
                .forEach((job, schedule) -> windows.forEach(window ->
                        jobConflict(job, schedule.between(from, to), window).ifPresent(found::add)));
        for (int i = 0; i < windows.size(); i++) {
            for (MaintenanceWindow other : windows.subList(i + 1, windows.size())) {
                overlapOf(windows.get(i), other, from, to).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static Optional<ScheduleConflict> jobConflict(
            String job, Collection<Instant> starts, MaintenanceWindow window) {
        List<Instant> inside = starts.stream().filter(window::isOpen).toList();
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        Instant first = inside.get(0);
        boolean atOpening = window.openAt(first).map(Occurrence::start).equals(Optional.of(first));
        String explanation = job + " starts " + (atOpening ? "at the instant " : "while ") + window.name()
                + (atOpening ? " opens, " : " is open, ") + times(inside.size()) + ", first at " + show(first, window)
                + "; start it before the window opens or after it closes";
        return Optional.of(new ScheduleConflict(
                ScheduleConflict.Kind.JOB_STARTS_IN_WINDOW,
                job,
                window.name(),
                Occurrence.at(first),
                inside.size(),
                explanation));
    }

    private static Optional<ScheduleConflict> overlapOf(
            MaintenanceWindow one, MaintenanceWindow other, Instant from, Instant to) {
        if (!one.sharesScopeWith(other)) {
            return Optional.empty();
        }
        List<Occurrence> theirs = other.occurrences(from, to);
        List<Occurrence> common = one.occurrences(from, to).stream()
                .flatMap(mine -> theirs.stream().filter(mine::overlaps).map(their -> intersection(mine, their)))
                .filter(both -> both.start().isBefore(to) && both.end().isAfter(from))
                .toList();
        if (common.isEmpty()) {
            return Optional.empty();
        }
        Occurrence first = common.get(0);
        String explanation = one.name() + " and " + other.name() + " are open together, " + times(common.size())
                + ", first from " + show(first.start(), one) + " to " + show(first.end(), one)
                + "; nothing is announced until the later of them closes";
        return Optional.of(new ScheduleConflict(
                ScheduleConflict.Kind.WINDOWS_OVERLAP, one.name(), other.name(), first, common.size(), explanation));
    }

    private static Occurrence intersection(Occurrence one, Occurrence other) {
        Instant start =
                Stream.of(one.start(), other.start()).max(Instant::compareTo).orElseThrow();
        Instant end = Stream.of(one.end(), other.end()).min(Instant::compareTo).orElseThrow();
        return new Occurrence(start, end);
    }

    private static void append(List<Occurrence> merged, Occurrence next) {
        Occurrence last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
        if (last == null || next.start().isAfter(last.end())) {
            merged.add(next);
        } else if (next.end().isAfter(last.end())) {
            merged.set(merged.size() - 1, new Occurrence(last.start(), next.end()));
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String show(Instant instant, MaintenanceWindow window) {
        return instant.atZone(window.opens().zone()).toOffsetDateTime().toString();
    }
}
