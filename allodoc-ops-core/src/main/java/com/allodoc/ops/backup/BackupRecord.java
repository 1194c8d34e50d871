package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a backup, and the copy it left at one location. Immutable.
 *
 * @param id where the copy lies
 * @param plan the name of the plan that made it
 * @param environment such as {@code production}
 * @param startedAt when the attempt began: the point in time the copy restores to, and the only order retention uses
 * @param finishedAt when it ended; null while running and where it isn't known
 * @param outcome how it ended
 * @param size in bytes, never negative
 * @param pin keeps it outside every policy; null for an ordinary backup
 * @see Builder
 */
public record BackupRecord(
        BackupId id,
        String plan,
        String environment,
        Instant startedAt,
        @Nullable Instant finishedAt,
        BackupOutcome outcome,
        long size,
        @Nullable Pin pin) {

    public BackupRecord {
        requireNonNull(id, "id");
        Texts.requireText(plan, "plan");
        Texts.requireText(environment, "environment");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(outcome, "outcome");
        if (finishedAt != null && finishedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("finishedAt " + finishedAt + " is before startedAt " + startedAt
                    + "; leave it out when the end isn't known");
        }
        if (finishedAt != null && outcome == BackupOutcome.RUNNING) {
            throw new IllegalArgumentException("finishedAt must be absent while the outcome is RUNNING");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size);
        }
    }

    /** Starts a complete, unpinned record of plan {@code database}. */
    public static Builder named(String location, String name) {
        return new Builder(new BackupId(location, name));
    }

    /** The name of the location it lies at. */
    public String location() {
        return id.location();
    }

    public String name() {
        return id.name();
    }

    public BackupGroup group() {
        return new BackupGroup(plan, environment, id.location());
    }

    public boolean isComplete() {
        return outcome == BackupOutcome.COMPLETE;
    }

    /** The pin that holds at {@code now}, if any. */
    public Optional<Pin> pinAt(Instant now) {
        return Optional.ofNullable(pin).filter(p -> p.holdsAt(now));
    }

    /** How long the attempt took, where its end is known. */
    public Optional<Duration> duration() {
        return finishedAt == null ? Optional.empty() : Optional.of(Duration.between(startedAt, finishedAt));
    }

    /** This record with a pin, or without one. */
    public BackupRecord withPin(@Nullable Pin newPin) {
        return new BackupRecord(id, plan, environment, startedAt, finishedAt, outcome, size, newPin);
    }

    /** Collects the parts of a record. Not thread-safe. */
    public static final class Builder {
        private final BackupId id;
        private String plan = "database";
        private String environment = "production";
        private @Nullable Instant startedAt;
        private @Nullable Instant finishedAt;
        private BackupOutcome outcome = BackupOutcome.COMPLETE;
        private long size;
        private @Nullable Pin pin;

        private Builder(BackupId id) {
            this.id = id;
        }

        public Builder plan(String value) {
            plan = value;
            return this;
        }

        public Builder environment(String value) {
            environment = value;
            return this;
        }

        public Builder startedAt(Instant value) {
            startedAt = value;
            return this;
        }

        public Builder finishedAt(@Nullable Instant value) {
            finishedAt = value;
            return this;
        }

        public Builder outcome(BackupOutcome value) {
            outcome = value;
            return this;
        }

        /** In bytes. */
        public Builder size(long value) {
            size = value;
            return this;
        }

        public Builder pin(@Nullable Pin value) {
            pin = value;
            return this;
        }

        public BackupRecord build() {
            if (startedAt == null) {
                throw new IllegalArgumentException("startedAt is missing for " + id + "; set it with startedAt(..)");
            }
            return new BackupRecord(id, plan, environment, startedAt, finishedAt, outcome, size, pin);
        }
    }
}
