package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.runbook.LintFinding;
import com.allodoc.ops.runbook.PlannedBackup;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Daily;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** What a team promised and can't keep, found before it is needed. */
public final class RunbookReview {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final BusinessCalendar HOURS =
            BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS);

    private RunbookReview() {}

    public static List<String> findings(Path repository, Instant now) {
        BackupPlan plan = BackupPlan.builder("database", new Daily(LocalTime.of(2, 0), PARIS))
                .location(BackupLocation.local("primary"))
                .objective(Rpo.ofBackups("maximum data loss", Duration.ofHours(24)))
                .build();
        Runbook runbook =
                Runbook.builder("Clinic", HOURS).backup(PlannedBackup.of(plan)).build();
        return runbook.lint(now, script -> Files.exists(repository.resolve(script))).stream()
                .map(LintFinding::explain)
                .toList();
    }
}
