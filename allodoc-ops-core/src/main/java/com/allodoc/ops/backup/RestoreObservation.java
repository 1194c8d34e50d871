package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen while one backup was restored into a scratch database. Immutable.
 *
 * @param startedAt when the restore began, as the people waiting for it count
 * @param finishedAt when the database could be used, smoke test included
 * @param failure why the restore failed; null when it ended without an error
 * @param rows rows per table found
 * @param newestRecordAt the time of the newest record; null when it wasn't looked for or there is none
 * @param smokeTestPassed null when none was run
 */
public record RestoreObservation(
        Instant startedAt,
        Instant finishedAt,
        @Nullable String failure,
        Map<String, Long> rows,
        @Nullable Instant newestRecordAt,
        @Nullable Boolean smokeTestPassed) {

    public RestoreObservation {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
        if (finishedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("finishedAt " + finishedAt + " is before startedAt " + startedAt);
        }
        rows = Map.copyOf(rows);
    }

    /** A restore that ended without an error and found these tables. */
    public static RestoreObservation restored(Instant startedAt, Instant finishedAt, Map<String, Long> rows) {
        return new RestoreObservation(startedAt, finishedAt, null, rows, null, null);
    }

    /** A restore that stopped with an error. */
    public static RestoreObservation failed(Instant startedAt, Instant finishedAt, String failure) {
        return new RestoreObservation(startedAt, finishedAt, requireNonNull(failure, "failure"), Map.of(), null, null);
    }

    public RestoreObservation withNewestRecordAt(Instant value) {
        return new RestoreObservation(startedAt, finishedAt, failure, rows, value, smokeTestPassed);
    }

    public RestoreObservation withSmokeTest(boolean passed) {
        return new RestoreObservation(startedAt, finishedAt, failure, rows, newestRecordAt, passed);
    }
}
