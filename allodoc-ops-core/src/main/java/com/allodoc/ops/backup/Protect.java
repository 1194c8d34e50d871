package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

/**
 * Left alone by a guard, whatever the rules say. Immutable.
 *
 * @param backup the backup
 * @param guard which guard
 * @param detail what made it act, for people
 */
public record Protect(BackupRecord backup, Guard guard, String detail) implements Decision {

    /** The guards around the rules. */
    public enum Guard {
        /** A pin holds. */
        PINNED,
        /** It hasn't finished. */
        RUNNING,
        /** It failed: it uses no slot, and a person decides what becomes of its remains. */
        FAILED,
        /** It starts after now: its clock or the catalogue's is wrong. */
        FUTURE_DATED,
        /** Without it there would be fewer complete backups than the policy demands. */
        MINIMUM_REDUNDANCY,
        /** Without it there would be fewer verified backups than the policy demands. */
        MINIMUM_VERIFIED,
        /** No new backups arrive: the old ones are all there is. */
        FROZEN
    }

    public Protect {
        requireNonNull(backup, "backup");
        requireNonNull(guard, "guard");
        requireNonNull(detail, "detail");
    }

    @Override
    public boolean stays() {
        return true;
    }

    @Override
    public String explain() {
        return "protected: " + detail;
    }
}
