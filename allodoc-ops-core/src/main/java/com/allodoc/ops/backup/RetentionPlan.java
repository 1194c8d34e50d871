package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides about every backup of a catalogue, as data: nothing is deleted until a
 * {@link RetentionExecutor} carries it out. Holds exactly one {@link Decision} per record. Immutable and thread-safe.
 *
 * @see RetentionPolicy#plan
 * @see #builder
 */
public final class RetentionPlan {
    private final RetentionPolicy policy;
    private final Instant madeAt;
    private final List<Group> groups;

    private RetentionPlan(RetentionPolicy policy, Instant madeAt, List<Group> groups) {
        this.policy = policy;
        this.madeAt = madeAt;
        this.groups = List.copyOf(groups);
    }

    /** Starts a plan by {@code policy}. */
    public static Builder builder(RetentionPolicy policy) {
        return new Builder(policy);
    }

    public RetentionPolicy policy() {
        return policy;
    }

    /** The instant as of which it was decided. */
    public Instant madeAt() {
        return madeAt;
    }

    /** The groups, ordered by plan, environment and location. */
    public List<Group> groups() {
        return groups;
    }

    /** All decisions: group by group, newest backup first. */
    public Stream<Decision> decisions() {
        return groups.stream().flatMap(group -> group.decisions().stream());
    }

    /** The decision about one backup; empty when the plan doesn't know it. A linear search. */
    public Optional<Decision> decisionOn(BackupId id) {
        return decisions().filter(d -> d.backup().id().equals(id)).findFirst();
    }

    /** What would be deleted, newest first within a group. */
    public List<Remove> removals() {
        return of(Remove.class);
    }

    /** What the rules keep. */
    public List<Keep> keeps() {
        return of(Keep.class);
    }

    /** What the guards leave alone, failed and running attempts among it. */
    public List<Protect> protections() {
        return of(Protect.class);
    }

    private <D extends Decision> List<D> of(Class<D> type) {
        return decisions().filter(type::isInstance).map(type::cast).toList();
    }

    /** What a person should know before the plan is carried out. */
    public List<RetentionFinding> findings() {
        return groups.stream().flatMap(group -> group.findings().stream()).toList();
    }

    /** How many backups each rule keeps, by {@link KeepReason#label}; one backup may count for several. */
    public Map<String, Integer> keptByRule() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Keep keep : keeps()) {
            for (KeepReason reason : keep.reasons()) {
                counts.merge(reason.label(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The part of a plan about one group. Immutable. */
    public static final class Group {
        private final BackupGroup id;
        private final List<Decision> decisions;
        private final List<RetentionFinding> findings;
        private final GroupForecast forecast;

        Group(BackupGroup id, List<Decision> decisions, List<RetentionFinding> findings, GroupForecast forecast) {
            this.id = id;
            this.decisions = Collections.unmodifiableList(decisions);
            this.findings = List.copyOf(findings);
            this.forecast = forecast;
        }

        public BackupGroup id() {
            return id;
        }

        /** Newest first. */
        public List<Decision> decisions() {
            return decisions;
        }

        public List<RetentionFinding> findings() {
            return findings;
        }

        /**
         * What will exist at {@code day} when the plan is carried out now and after every future backup. Assumes that
         * every backup of the cadence completes and is verified, and that nothing is frozen. Pinned backups are there
         * until their pin expires. Newest first.
         *
         * @throws IllegalArgumentException when {@code day} is before the plan was made or needs more than a million
         *     future backups
         * @throws IllegalStateException when the plan was made without a cadence
         */
        public List<ForecastBackup> existingAt(Instant day) {
            return forecast.existingAt(day);
        }
    }

    /** Collects the inputs of a plan. Not thread-safe. */
    public static final class Builder {
        final RetentionPolicy policy;
        private final List<BackupRecord> records = new ArrayList<>();
        Verifications verifications = Verifications.none();

        @Nullable
        Cadence cadence;

        private @Nullable Instant now;

        private Builder(RetentionPolicy policy) {
            this.policy = requireNonNull(policy, "policy");
        }

        /** The whole catalogue, in any order, every backup once. */
        public Builder records(Collection<BackupRecord> value) {
            records.addAll(value);
            return this;
        }

        /** What was proven about the backups; without it no backup counts as verified. */
        public Builder verifications(Verifications value) {
            verifications = requireNonNull(value, "verifications");
            return this;
        }

        /** When future backups will start; without it explanations name no date and there is no forecast. */
        public Builder cadence(Cadence value) {
            cadence = requireNonNull(value, "cadence");
            return this;
        }

        public Builder at(Instant value) {
            now = requireNonNull(value, "now");
            return this;
        }

        /** Throws {@link IllegalArgumentException} without an instant, or when a backup is given twice. */
        public RetentionPlan build() {
            Instant madeAt = now;
            if (madeAt == null) {
                throw new IllegalArgumentException("the instant is missing; set it with at(now)");
            }
            List<Group> groups = new ArrayList<>();
            byGroup()
                    .forEach((group, members) ->
                            groups.add(GroupPlanner.plan(this, madeAt, group, members.toArray(BackupRecord[]::new))));
            return new RetentionPlan(policy, madeAt, groups);
        }

        private Map<BackupGroup, List<BackupRecord>> byGroup() {
            Map<BackupGroup, List<BackupRecord>> byGroup = new TreeMap<>();
            // A catalogue lists the backups of a group together: look the group up only when it changes.
            BackupGroup current = null;
            List<BackupRecord> members = List.of();
            for (BackupRecord record : records) {
                if (current == null || !current.contains(record)) {
                    current = record.group();
                    members = byGroup.computeIfAbsent(current, unseen -> new ArrayList<>());
                }
                members.add(record);
            }
            return byGroup;
        }
    }
}
