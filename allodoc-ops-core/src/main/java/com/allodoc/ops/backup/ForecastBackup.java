package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One backup in a forecast: it exists already, or will be taken by then. Immutable.
 *
 * @param startedAt when it started or will start
 * @param existing its record; null for one that is not taken yet
 */
public record ForecastBackup(Instant startedAt, @Nullable BackupRecord existing) {

    public ForecastBackup {
        requireNonNull(startedAt, "startedAt");
    }

    /** The record, when the backup exists already. */
    public Optional<BackupRecord> backup() {
        return Optional.ofNullable(existing);
    }
}
