package com.allodoc.ops.backup;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The forward simulation of one group: future backups arrive on the cadence, and the policy is carried out after each.
 * Runs on first use, as far as asked, once for all backups. Thread-safe.
 */
final class GroupForecast {
    /** A year of one backup per minute, 100 years of hourly ones. */
    private static final int MAXIMUM_STEPS = 1_000_000;

    private final RetentionPolicy policy;
    private final @Nullable Cadence cadence;
    private final Instant now;
    private final Decision[] decisions;

    private @Nullable Simulation simulation;

    /** {@code decisions} are read on first use, when the planner has filled them in; newest first. */
    GroupForecast(RetentionPolicy policy, @Nullable Cadence cadence, Instant now, Decision[] decisions) {
        this.policy = policy;
        this.cadence = cadence;
        this.now = now;
        this.decisions = decisions;
    }

    boolean known() {
        return cadence != null;
    }

    ZoneId zone() {
        return policy.zone();
    }

    synchronized Optional<Instant> removedAt(int position) {
        if (cadence == null) {
            return Optional.empty();
        }
        Simulation running = simulation(cadence);
        RollingEntry entry = running.byPosition.get(position);
        if (entry == null) {
            return Optional.empty();
        }
        boolean goesOn = true;
        while (goesOn && entry.removedAt == null && !entry.permanent) {
            goesOn = running.step();
        }
        return Optional.ofNullable(entry.removedAt);
    }

    synchronized String whyNotRemoved(int position) {
        RollingEntry entry = simulation == null ? null : simulation.byPosition.get(position);
        if (entry != null && entry.permanent) {
            return "stays for good";
        }
        return simulation != null && simulation.steps >= MAXIMUM_STEPS
                ? "stays longer than the forecast reaches"
                : "stays, as no further backups are due";
    }

    synchronized List<ForecastBackup> existingAt(Instant day) {
        if (cadence == null) {
            throw new IllegalStateException("the plan knows no cadence; build it with cadence(schedule::next)");
        }
        if (day.isBefore(now)) {
            throw new IllegalArgumentException(
                    "day " + day + " is before the plan was made at " + now + "; a forecast looks forward");
        }
        Simulation running = simulation(cadence);
        while (running.nextIsAtOrBefore(day)) {
            if (!running.step()) {
                throw new IllegalArgumentException(
                        "day " + day + " needs more than " + MAXIMUM_STEPS + " future backups; ask for an earlier one");
            }
        }
        List<ForecastBackup> existing = new ArrayList<>();
        for (RollingEntry entry : running.entries) {
            if (entry.existsAt(day)) {
                existing.add(new ForecastBackup(entry.start, entry.record));
            }
        }
        for (Decision decision : decisions) {
            if (outsideThePolicy(decision) && !expiredPin(decision, day)) {
                existing.add(new ForecastBackup(decision.backup().startedAt(), decision.backup()));
            }
        }
        existing.sort((a, b) -> b.startedAt().compareTo(a.startedAt()));
        return Collections.unmodifiableList(existing);
    }

    private static boolean outsideThePolicy(Decision decision) {
        return decision instanceof Protect protect
                && switch (protect.guard()) {
                    case PINNED, FUTURE_DATED -> true;
                    case RUNNING, FAILED, MINIMUM_REDUNDANCY, MINIMUM_VERIFIED, FROZEN -> false;
                };
    }

    private static boolean expiredPin(Decision decision, Instant day) {
        Pin pin = decision.backup().pin();
        return pin != null && !pin.holdsAt(day);
    }

    private Simulation simulation(Cadence known) {
        if (simulation == null) {
            simulation = new Simulation(known);
        }
        return simulation;
    }

    private final class Simulation {
        private final Cadence future;
        private final RollingRetention rolling = RollingRetention.of(policy);
        private final List<RollingEntry> entries = new ArrayList<>();
        private final Map<Integer, RollingEntry> byPosition = new HashMap<>();
        /** Existing ones that only a guard holds now: they go with the first backup to come. */
        private final List<RollingEntry> goingFirst = new ArrayList<>();

        private @Nullable Instant next;
        private int steps;

        Simulation(Cadence future) {
            this.future = future;
            for (int position = decisions.length - 1; position >= 0; position--) {
                Decision decision = decisions[position];
                if (decision.stays()
                        && !outsideThePolicy(decision)
                        && decision.backup().isComplete()) {
                    RollingEntry entry = append(decision.backup().startedAt(), decision.backup());
                    byPosition.put(position, entry);
                    goingFirst.addAll(rolling.add(entry));
                }
            }
            next = future.next(now).orElse(null);
        }

        boolean nextIsAtOrBefore(Instant day) {
            return next != null && !next.isAfter(day);
        }

        /** Takes the next backup; false when there is none or the simulation has gone far enough. */
        boolean step() {
            Instant at = next;
            if (at == null || steps >= MAXIMUM_STEPS) {
                return false;
            }
            steps++;
            goingFirst.forEach(entry -> entry.removedAt = at);
            goingFirst.clear();
            rolling.add(append(at, null)).forEach(entry -> entry.removedAt = at);
            next = future.next(at).orElse(null);
            return true;
        }

        private RollingEntry append(Instant start, @Nullable BackupRecord record) {
            RollingEntry entry = new RollingEntry(start, entries.size(), record);
            entries.add(entry);
            return entry;
        }
    }
}
