package com.allodoc.ops.backup;

/** What became of one planned removal. Immutable. */
public sealed interface RemovalOutcome {

    BackupRecord backup();

    /** Dry run: it would be deleted now. */
    record WouldRemove(BackupRecord backup) implements RemovalOutcome {}

    /** It was deleted. */
    record Removed(BackupRecord backup) implements RemovalOutcome {}

    /**
     * The surprise at which the run stopped; the backup was not deleted, unless {@code reason} says the deletion itself
     * failed.
     */
    record Stopped(BackupRecord backup, String reason) implements RemovalOutcome {}

    /** Not looked at, because the run had stopped. */
    record NotAttempted(BackupRecord backup) implements RemovalOutcome {}
}
