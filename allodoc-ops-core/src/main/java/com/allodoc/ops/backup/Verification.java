package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What one verification of one backup found. Immutable.
 *
 * @param backup which copy
 * @param size its size in bytes at that time: a copy of another size is another copy
 * @param level what was tried
 * @param at when
 * @param outcome what was found
 * @param detail for people
 * @param validity how long the finding is taken to hold; disks forget
 */
public record Verification(
        BackupId backup,
        long size,
        VerificationLevel level,
        Instant at,
        VerificationOutcome outcome,
        String detail,
        Duration validity) {

    /** A weekly verification and one day of grace. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofDays(8);

    public Verification {
        requireNonNull(backup, "backup");
        requireNonNull(level, "level");
        requireNonNull(at, "at");
        requireNonNull(outcome, "outcome");
        requireNonNull(detail, "detail");
        Texts.requirePositive(validity, "validity");
    }

    /** A finding about {@code record} with the default validity. */
    public static Verification of(
            BackupRecord record, VerificationLevel level, Instant at, VerificationOutcome outcome, String detail) {
        return new Verification(record.id(), record.size(), level, at, outcome, detail, DEFAULT_VALIDITY);
    }

    /** The first instant at which it no longer holds. */
    public Instant validUntil() {
        return at.plus(validity);
    }

    /** Whether it is about exactly this copy: same place, same size, made after the copy was begun. */
    public boolean isAbout(BackupRecord record) {
        return backup.equals(record.id()) && size == record.size() && !at.isBefore(record.startedAt());
    }

    /** Whether it was made by {@code now} and still holds. */
    public boolean isValidAt(Instant now) {
        return !at.isAfter(now) && now.isBefore(validUntil());
    }
}
