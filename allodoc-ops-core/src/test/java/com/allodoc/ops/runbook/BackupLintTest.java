package com.allodoc.ops.runbook;

import static com.allodoc.ops.runbook.LintFinding.Level.ERROR;
import static com.allodoc.ops.runbook.LintFinding.Level.NOTE;
import static com.allodoc.ops.runbook.LintFinding.Level.WARNING;
import static com.allodoc.ops.runbook.Linting.lint;
import static com.allodoc.ops.runbook.Linting.only;
import static com.allodoc.ops.runbook.Linting.with;
import static com.allodoc.ops.runbook.WikiRunbook.DAY;
import static com.allodoc.ops.runbook.WikiRunbook.HOURS;
import static com.allodoc.ops.runbook.WikiRunbook.PARIS;
import static com.allodoc.ops.runbook.WikiRunbook.mended;
import static com.allodoc.ops.runbook.WikiRunbook.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.FreshnessPolicy;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.backup.VerificationLevel;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.Weekly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** As {@link RunbookLintTest}, for what is copied and what was promised about it. */
class BackupLintTest {

    @Test
    void a_day_of_loss_cannot_be_kept_by_daily_runs() {
        LintFinding finding = only(
                "rpo-shorter-than-cadence",
                mended().backup(with(
                        plan("files", LocalTime.of(5, 0)).objective(Rpo.ofBackups("maximum data loss", DAY)))));

        assertThat(finding.level()).isEqualTo(ERROR);
        assertThat(finding.explain())
                .isEqualTo("backup files: maximum data loss of at most 24 h can't be kept: runs are up to 25 h apart,"
                        + " first after 2025-10-25 05:00 Europe/Paris, and what is written while one runs is in none;"
                        + " run more often, or promise more than 25 h");
    }

    @Test
    void the_length_of_a_run_counts_too() {
        BackupPlan.Builder plan =
                plan("files", LocalTime.of(5, 0)).objective(Rpo.ofBackups("loss", Duration.ofHours(26)));
        PlannedBackup quick = with(plan);
        assertThat(lint(mended().backup(quick))).noneMatch(f -> f.rule().equals("rpo-shorter-than-cadence"));
        only("rpo-shorter-than-cadence", mended().backup(quick.taking(Duration.ofHours(1))));
    }

    @Test
    void an_hour_of_loss_needs_the_write_ahead_log() {
        LintFinding finding = only(
                "rpo-without-wal",
                mended().backup(with(plan("critical", LocalTime.of(5, 0))
                        .objective(Rpo.ofWal("critical data loss", Duration.ofHours(1))))));

        assertThat(finding.level()).isEqualTo(ERROR);
        assertThat(finding.what())
                .isEqualTo("critical data loss of at most 1 h rests on the write-ahead log, and nothing archives it");
    }

    @Test
    void a_backup_that_starts_inside_a_window() {
        LintFinding atTheOpening =
                only("backup-in-window", mended().backup(with(plan("database2", LocalTime.of(2, 0)))));
        LintFinding inside = only("backup-in-window", mended().backup(with(plan("files", LocalTime.of(3, 30)))));

        assertThat(atTheOpening.explain())
                .startsWith("backup database2: it starts at the instant weekly opens, 52 times, first at"
                        + " 2025-01-19T02:00+01:00, which asks for a finished and verified copy before it;");
        assertThat(inside.what()).contains("while weekly is open");
    }

    @Test
    void windows_that_are_open_together() {
        LintFinding finding = only("windows-overlap", mended().window(WikiRunbook.monthly()));

        assertThat(finding.level()).isEqualTo(NOTE);
        assertThat(finding.what()).startsWith("weekly and monthly are open together, 12 times");
    }

    @Test
    void a_time_that_the_clock_changes_skip_and_repeat() {
        LintFinding finding = only("clock-change", mended().backup(with(plan("files", LocalTime.of(2, 30)))));

        assertThat(finding.explain())
                .isEqualTo("backup files: 02:30 Europe/Paris does not exist on 2025-03-30, when it starts at 03:30,"
                        + " and comes twice on 2025-10-26, when it starts the first time only; choose a time outside"
                        + " the hour of the clock change; a cron job would be lost or run twice");
    }

    @Test
    void a_promise_of_time_that_nothing_rehearses() {
        Runbook mended = mended().build();
        RunbookBuilder without = Runbook.builder("AlloDoc", HOURS)
                .backup(with(plan("files", LocalTime.of(5, 0)).objective(Rto.of("files", Duration.ofHours(1)))));

        assertThat(mended.procedures()).anyMatch(p -> p.purpose() == Procedure.Purpose.DRILL);
        assertThat(only("rto-without-drill", without).where()).isEqualTo("backup files");
    }

    @Test
    void copies_that_are_lost_with_the_machine() {
        BackupPlan.Builder plan = BackupPlan.builder("files", new Daily(LocalTime.of(5, 0), PARIS))
                .location(BackupLocation.local("primary"));
        assertThat(only("one-place", mended().backup(with(plan))).level()).isEqualTo(WARNING);
    }

    @Test
    void weekly_backups_judged_like_daily_ones() {
        BackupPlan.Builder plan = BackupPlan.builder("files", Weekly.on(DayOfWeek.MONDAY, LocalTime.of(5, 0), PARIS))
                .location(BackupLocation.remote("s3"));
        assertThat(only("freshness-shorter-than-cadence", mended().backup(with(plan)))
                        .what())
                .isEqualTo("its backups count as too old after 26 h, and runs are up to 7 d 1 h apart");
    }

    @Test
    void proofs_that_a_truncated_dump_passes() {
        FreshnessPolicy shallow =
                new FreshnessPolicy(Duration.ofHours(26), Duration.ofDays(8), VerificationLevel.INTACT);
        assertThat(only(
                                "shallow-proof",
                                mended().backup(with(
                                        plan("files", LocalTime.of(5, 0)).freshness(shallow))))
                        .what())
                .contains("L1");
    }

    @Test
    void a_weekly_backup_without_a_day() {
        LintFinding finding = only(
                "assumed",
                mended().assumption(new Assumption("backup configuration", "the day of the week", "Sunday at 04:30")));
        assertThat(finding.explain())
                .isEqualTo("backup configuration: nobody said the day of the week; Sunday at 04:30 is assumed;"
                        + " decide and write it down");
    }
}
