package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a group has a recent backup. Immutable.
 *
 * @param group the group
 * @param level how bad it is
 * @param explanation one sentence for people
 * @param attempt the newest attempt that ended; null for none
 * @param success the newest complete backup; null for none
 */
public record Freshness(
        BackupGroup group,
        Level level,
        String explanation,
        @Nullable BackupRecord attempt,
        @Nullable BackupRecord success) {

    /** How bad it is. */
    public enum Level {
        OK,
        WARNING,
        CRITICAL,
        UNKNOWN
    }

    public Freshness {
        requireNonNull(group, "group");
        requireNonNull(level, "level");
        requireNonNull(explanation, "explanation");
    }

    /**
     * When the newest attempt that ended had started; the epoch for "never", so that a series exists from the
     * beginning.
     */
    public Instant lastAttemptAt() {
        return attempt == null ? Instant.EPOCH : attempt.startedAt();
    }

    /** When the newest complete backup had started; the epoch for "never". */
    public Instant lastSuccessAt() {
        return success == null ? Instant.EPOCH : success.startedAt();
    }

    public Optional<BackupRecord> lastAttempt() {
        return Optional.ofNullable(attempt);
    }

    public Optional<BackupRecord> lastSuccess() {
        return Optional.ofNullable(success);
    }
}
