package com.allodoc.ops.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of PostgreSQL's WAL archiving, from {@code archive_mode} and {@code pg_stat_archiver}. Immutable.
 *
 * @param enabled whether {@code archive_mode} is on
 * @param lastArchivedAt {@code last_archived_time}; null for never
 * @param failedCount {@code failed_count}
 * @param lastFailedAt {@code last_failed_time}; null for never
 * @param newestBaseBackupAt the start of the newest complete physical base backup; null for none. WAL can't be replayed
 *     onto what {@code pg_dump} writes.
 */
public record WalArchiving(
        boolean enabled,
        @Nullable Instant lastArchivedAt,
        long failedCount,
        @Nullable Instant lastFailedAt,
        @Nullable Instant newestBaseBackupAt) {

    public WalArchiving {
        if (failedCount < 0) {
            throw new IllegalArgumentException("failedCount must not be negative: " + failedCount);
        }
    }

    /** A server that archives nothing. */
    public static WalArchiving off() {
        return new WalArchiving(false, null, 0, null, null);
    }

    /** Whether the newest attempt failed. */
    public boolean failing() {
        return lastFailedAt != null && (lastArchivedAt == null || lastFailedAt.isAfter(lastArchivedAt));
    }
}
