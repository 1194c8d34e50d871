package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

/** Needed by no rule and no guard. Immutable. */
public record Remove(BackupRecord backup) implements Decision {

    public Remove {
        requireNonNull(backup, "backup");
    }

    @Override
    public boolean stays() {
        return false;
    }

    @Override
    public String explain() {
        return "removed: no rule needs it, newer backups of its periods are kept or its rules have no slot left";
    }
}
