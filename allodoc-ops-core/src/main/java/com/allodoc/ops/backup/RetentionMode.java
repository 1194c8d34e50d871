package com.allodoc.ops.backup;

/** How the rules of a {@link RetentionPolicy} share the backups. */
public enum RetentionMode {
    /**
     * Every rule counts alone, and one backup may use a slot of several (restic). 30/12/12 of daily backups keeps 46 to
     * 48, reaching back 10 to 11 months.
     */
    INDEPENDENT,
    /**
     * Rules run from fine to coarse, and a backup that is kept already uses no slot of a later rule (Borg). 30/12/12 of
     * daily backups keeps 54, reaching back 12 to 14 months.
     */
    EXCLUSIVE
}
