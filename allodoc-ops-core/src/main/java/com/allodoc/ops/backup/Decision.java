package com.allodoc.ops.backup;

/** What a {@link RetentionPlan} says about one backup, and why. Immutable. */
public sealed interface Decision permits Keep, Remove, Protect {

    BackupRecord backup();

    /** Whether the backup still exists after the plan was carried out. */
    boolean stays();

    /** One sentence for people: {@code kept as weekly 7 of 12; would be removed on 2025-04-06}. */
    String explain();
}
