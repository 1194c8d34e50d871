package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

/**
 * A backup with the strongest proof there is for it. Immutable.
 *
 * @param backup the backup
 * @param proof the newest verification at the highest level proven
 */
public record VerifiedBackup(BackupRecord backup, Verification proof) {

    public VerifiedBackup {
        requireNonNull(backup, "backup");
        requireNonNull(proof, "proof");
    }
}
