package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.GROUP;
import static com.allodoc.ops.backup.Backups.at;
import static com.allodoc.ops.backup.Backups.begun;
import static com.allodoc.ops.backup.Freshness.Level.CRITICAL;
import static com.allodoc.ops.backup.Freshness.Level.OK;
import static com.allodoc.ops.backup.Freshness.Level.UNKNOWN;
import static com.allodoc.ops.backup.Freshness.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessPolicyTest {
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");

    private static Freshness judge(Instant now, boolean complete, Verifications proofs, BackupRecord... records) {
        return FreshnessPolicy.DAILY.judge(
                new CatalogListing(List.of(records), List.of(), complete), GROUP, proofs, now);
    }

    private static Freshness judge(BackupRecord... records) {
        return judge(NOW, true, Verifications.none(), records);
    }

    @Test
    void on_the_autumn_day_the_objective_is_breached_and_the_alert_is_silent() {
        Instant now = Instant.parse("2025-10-27T00:59:59Z");
        BackupRecord backup = at("2025-10-26T00:00:00Z");
        Freshness freshness = judge(now, true, Verifications.none(), backup);
        assertThat(freshness.level()).isEqualTo(OK);
        assertThat(freshness.explanation()).isEqualTo("the newest complete backup started 24 h 59 min 59 s ago");
        assertThat(Rpo.ofBackups("loss", Duration.ofHours(24))
                        .judge(new CatalogListing(List.of(backup), List.of(), true), GROUP, now)
                        .state())
                .isEqualTo(RecoveryStatus.State.BREACHED);
    }

    @Test
    void twenty_six_hours_are_fresh_and_a_moment_more_is_critical() {
        Duration limit = Duration.ofHours(26);
        assertThat(judge(at(NOW.minus(limit))).level()).isEqualTo(OK);
        assertThat(judge(at(NOW.minus(limit).minusNanos(1))).level()).isEqualTo(CRITICAL);
    }

    @Test
    void never_succeeded_is_critical_with_the_epoch_as_timestamp() {
        Freshness never =
                judge(begun(NOW.minusSeconds(60)).outcome(BackupOutcome.FAILED).build());
        assertThat(never.level()).isEqualTo(CRITICAL);
        assertThat(never.lastSuccessAt()).isEqualTo(Instant.EPOCH);
        assertThat(never.lastAttemptAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(judge().lastAttemptAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_failed_last_attempt_after_a_recent_success_is_a_warning() {
        BackupRecord success = at(NOW.minus(Duration.ofHours(3)));
        BackupRecord failed =
                begun(NOW.minusSeconds(60)).outcome(BackupOutcome.FAILED).build();
        BackupRecord running =
                begun(NOW.minusSeconds(30)).outcome(BackupOutcome.RUNNING).build();
        assertThat(judge(success, failed).level()).isEqualTo(WARNING);
        assertThat(judge(success, failed, running).level()).isEqualTo(WARNING);
        assertThat(judge(success, running).level()).isEqualTo(OK);
        assertThat(judge(success, failed).lastSuccess()).contains(success);
        assertThat(judge(success, failed).lastAttempt()).contains(failed);
    }

    @Test
    void unverified_for_more_than_eight_days_is_a_warning() {
        Duration eightDays = Duration.ofDays(8);
        BackupRecord old = at(NOW.minus(eightDays));
        BackupRecord fresh = at(NOW.minus(Duration.ofHours(3)));
        assertThat(judge(old, fresh).level()).isEqualTo(OK);
        BackupRecord older = at(NOW.minus(eightDays).minusNanos(1));
        assertThat(judge(older, fresh).level()).isEqualTo(WARNING);
        assertThat(judge(NOW, true, proof(older, VerificationLevel.COMPLETE), older, fresh)
                        .level())
                .isEqualTo(OK);
        assertThat(judge(NOW, true, proof(older, VerificationLevel.INTACT), older, fresh)
                        .level())
                .isEqualTo(WARNING);
    }

    private static Verifications proof(BackupRecord record, VerificationLevel level) {
        return Verifications.of(
                List.of(Verification.of(record, level, NOW.minus(Duration.ofDays(7)), VerificationOutcome.PASSED, "")));
    }

    @Test
    void what_could_not_be_read_is_unknown_rather_than_critical() {
        assertThat(judge(NOW, false, Verifications.none()).level()).isEqualTo(UNKNOWN);
        assertThat(judge(NOW, false, Verifications.none(), at(NOW)).level()).isEqualTo(OK);
    }

    @Test
    void backups_of_others_and_of_the_future_do_not_count() {
        BackupRecord staging = begun(NOW).environment("staging").build();
        assertThat(judge(staging, at(NOW.plusSeconds(1))).level()).isEqualTo(CRITICAL);
    }
}
