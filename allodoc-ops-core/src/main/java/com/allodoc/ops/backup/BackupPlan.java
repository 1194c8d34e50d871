package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is backed up, when, to which places, and what was promised about it. Immutable.
 *
 * @param name such as {@code database}; {@link BackupRecord#plan} refers to it
 * @param what what is in it, for people
 * @param environment such as {@code production}
 * @param schedule when runs are due
 * @param locations where every run must arrive; never empty
 * @param objectives what was promised; may be empty
 * @param freshness when its backups are too old
 * @param retention how many are kept; null when something else takes care of it
 * @see #builder
 */
public record BackupPlan(
        String name,
        String what,
        String environment,
        Schedule schedule,
        List<BackupLocation> locations,
        List<RecoveryObjective> objectives,
        FreshnessPolicy freshness,
        @Nullable RetentionPolicy retention) {

    public BackupPlan {
        Texts.requireText(name, "name");
        Texts.requireText(what, "what");
        Texts.requireText(environment, "environment");
        requireNonNull(schedule, "schedule");
        requireNonNull(freshness, "freshness");
        locations = List.copyOf(locations);
        objectives = List.copyOf(objectives);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("locations of plan " + name + " must not be empty");
        }
        Set<String> seen = new HashSet<>();
        for (BackupLocation location : locations) {
            if (!seen.add(location.name())) {
                throw new IllegalArgumentException(
                        "location " + location.name() + " of plan " + name + " is given twice");
            }
        }
    }

    /** Starts a plan with the freshness of daily backups. */
    public static Builder builder(String name, Schedule schedule) {
        return new Builder(name, schedule);
    }

    /** The groups its backups form, one per location. */
    public List<BackupGroup> groups() {
        return locations.stream()
                .map(location -> new BackupGroup(name, environment, location.name()))
                .toList();
    }

    /** Its schedule, for forecasts. */
    public Cadence cadence() {
        return schedule::next;
    }

    /** The last run that was due at or before {@code now}; empty before the first one. */
    public Optional<Instant> lastDue(Instant now) {
        return schedule.previous(now.plusNanos(1));
    }

    /** The first run due after {@code now}. */
    public Optional<Instant> nextDue(Instant now) {
        return schedule.next(now);
    }

    /** The runs due in [{@code from}, {@code to}). */
    public List<Instant> expectedRuns(Instant from, Instant to) {
        return schedule.between(from, to);
    }

    /**
     * The runs due in [{@code from}, {@code to}) for which nothing was even attempted at the location of {@code group}:
     * no attempt started between them and the next run. A job that never starts reports nothing by itself.
     */
    public List<Instant> missedRuns(Collection<BackupRecord> records, BackupGroup group, Instant from, Instant to) {
        TreeSet<Instant> starts = new TreeSet<>();
        records.stream().filter(group::contains).forEach(record -> starts.add(record.startedAt()));
        List<Instant> missed = new ArrayList<>();
        for (Instant due : expectedRuns(from, to)) {
            Instant end = schedule.next(due).filter(next -> next.isBefore(to)).orElse(to);
            Instant started = starts.ceiling(due);
            if (started == null || !started.isBefore(end)) {
                missed.add(due);
            }
        }
        return missed;
    }

    /** The plan's retention as of {@code now}, with its schedule as cadence; empty when it has none. */
    public Optional<RetentionPlan> retain(Collection<BackupRecord> records, Verifications verifications, Instant now) {
        RetentionPolicy policy = retention;
        return policy == null
                ? Optional.empty()
                : Optional.of(RetentionPlan.builder(policy)
                        .records(records.stream().filter(this::made).toList())
                        .verifications(verifications)
                        .cadence(cadence())
                        .at(now)
                        .build());
    }

    private boolean made(BackupRecord record) {
        return record.plan().equals(name) && record.environment().equals(environment);
    }

    /** Collects the parts of a plan. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final Schedule schedule;
        private @Nullable String what;
        private String environment = "production";
        private final List<BackupLocation> locations = new ArrayList<>();
        private final List<RecoveryObjective> objectives = new ArrayList<>();
        private FreshnessPolicy freshness = FreshnessPolicy.DAILY;
        private @Nullable RetentionPolicy retention;

        private Builder(String name, Schedule schedule) {
            this.name = name;
            this.schedule = schedule;
        }

        /** What is in it, for people; its name when left out. */
        public Builder what(String value) {
            what = value;
            return this;
        }

        public Builder environment(String value) {
            environment = value;
            return this;
        }

        public Builder location(BackupLocation value) {
            locations.add(value);
            return this;
        }

        public Builder objective(RecoveryObjective value) {
            objectives.add(value);
            return this;
        }

        public Builder freshness(FreshnessPolicy value) {
            freshness = value;
            return this;
        }

        public Builder retention(RetentionPolicy value) {
            retention = value;
            return this;
        }

        public BackupPlan build() {
            return new BackupPlan(
                    name,
                    what == null ? name : what,
                    environment,
                    schedule,
                    locations,
                    objectives,
                    freshness,
                    retention);
        }
    }
}
