package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.backup.BackupNames;
import com.allodoc.ops.backup.Cadence;
import com.allodoc.ops.backup.DirectoryBackupCatalog;
import com.allodoc.ops.backup.RetentionExecutor;
import com.allodoc.ops.backup.RetentionPlan;
import com.allodoc.ops.backup.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What 30 daily, 12 weekly and 12 monthly backups mean for a folder: said first, done later, if at all. */
public final class FolderRetention {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private FolderRetention() {}

    /** One line for each backup: what becomes of it, and why. */
    public static List<String> explain(Path folder, Instant now) {
        var catalog =
                DirectoryBackupCatalog.of("primary", folder, BackupNames.runbook("database", "production", PARIS));
        RetentionPlan plan = RetentionPlan.builder(RetentionPolicy.of(30, 12, 12, PARIS))
                .records(catalog.list().records())
                .cadence(Cadence.every(Duration.ofDays(1), now))
                .at(now)
                .build();
        RetentionExecutor.dryRun(catalog).run(plan, now);
        return plan.decisions()
                .map(decision -> decision.backup().name() + ": " + decision.explain())
                .toList();
    }
}
