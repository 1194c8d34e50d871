package com.allodoc.ops.backup;

/** How one attempt ended. Only {@link #COMPLETE} counts for retention, freshness and objectives. */
public enum BackupOutcome {
    COMPLETE,
    FAILED,
    RUNNING
}
