package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

/**
 * Something about a group that a person should know before its plan is carried out. Immutable.
 *
 * @param group the group
 * @param kind what it is about; bounded
 * @param detail for people
 */
public record RetentionFinding(BackupGroup group, Kind kind, String detail) {

    /** What a finding is about. */
    public enum Kind {
        /** Backups dated after now. */
        FUTURE_DATED,
        /** Nothing is removed because no new backup arrives. */
        FROZEN,
        /** Failed attempts lie around; they use no slots. */
        FAILED_ATTEMPTS,
        /** Fewer complete backups exist than the policy demands. */
        BELOW_MINIMUM_REDUNDANCY,
        /** Fewer verified backups exist than the policy demands. */
        BELOW_MINIMUM_VERIFIED
    }

    public RetentionFinding {
        requireNonNull(group, "group");
        requireNonNull(kind, "kind");
        requireNonNull(detail, "detail");
    }
}
