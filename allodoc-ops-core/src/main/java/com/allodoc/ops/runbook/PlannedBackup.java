package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.backup.BackupNamePattern;
import com.allodoc.ops.backup.BackupPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A backup plan with what its definition alone does not say. Immutable.
 *
 * @param plan what is backed up, when and to where
 * @param command what makes it; null when something else takes care of it
 * @param names the shape of its file names; null when it makes no files
 * @param takes how long a run usually takes; zero when nobody measured
 * @param archivesWal whether the write-ahead log is archived between its runs
 */
public record PlannedBackup(
        BackupPlan plan,
        @Nullable Command command,
        @Nullable BackupNamePattern names,
        Duration takes,
        boolean archivesWal) {

    public PlannedBackup {
        requireNonNull(plan, "plan");
        requireNonNull(takes, "takes");
        if (takes.isNegative()) {
            throw new IllegalArgumentException("takes must not be negative: " + takes);
        }
    }

    /** A plan of which nothing else is known. */
    public static PlannedBackup of(BackupPlan plan) {
        return new PlannedBackup(plan, null, null, Duration.ZERO, false);
    }

    public PlannedBackup madeBy(Command command) {
        return new PlannedBackup(plan, command, names, takes, archivesWal);
    }

    public PlannedBackup named(BackupNamePattern pattern) {
        return new PlannedBackup(plan, command, pattern, takes, archivesWal);
    }

    public PlannedBackup taking(Duration usually) {
        return new PlannedBackup(plan, command, names, usually, archivesWal);
    }

    /** With the write-ahead log archived continuously, so that objectives below the cadence can be met. */
    public PlannedBackup archivingWal() {
        return new PlannedBackup(plan, command, names, takes, true);
    }

    public String name() {
        return plan.name();
    }
}
