package com.allodoc.ops.backup;

import java.util.Set;

/**
 * Port: restores a backup into a scratch database, stopping at the first error, and looks at the result. Must never
 * touch the database that was backed up. Implementations throw nothing for a restore that fails: that is an
 * observation.
 */
@FunctionalInterface
public interface ScratchRestore {

    /** Restores {@code backup} and counts the rows of {@code tables}. */
    RestoreObservation restore(BackupRecord backup, Set<String> tables);
}
