package com.allodoc.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupOutcome;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.BackupRecord;
import com.allodoc.ops.backup.CatalogListing;
import com.allodoc.ops.backup.RestoreDrill;
import com.allodoc.ops.backup.RetentionPolicy;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.backup.Verification;
import com.allodoc.ops.backup.VerificationLevel;
import com.allodoc.ops.backup.VerificationOutcome;
import com.allodoc.ops.backup.Verifications;
import com.allodoc.ops.backup.WalArchiving;
import com.allodoc.ops.time.Daily;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackupMetersTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2025-01-15T09:00:00Z");
    private static final BackupPlan PLAN = BackupPlan.builder("database", new Daily(LocalTime.of(1, 0), PARIS))
            .location(BackupLocation.local("primary"))
            .location(BackupLocation.remote("s3"))
            .objective(Rpo.ofBackups("loss", Duration.ofHours(26)))
            .objective(Rpo.ofWal("critical loss", Duration.ofHours(1)))
            .objective(Rto.of("database", Duration.ofMinutes(30)))
            .retention(RetentionPolicy.of(30, 12, 12, PARIS))
            .build();

    private final Shown shown = Shown.empty();
    private final BackupMeters meters =
            OpsMeters.into(shown.of(), new MovingClock(NOW.toString())).backups(List.of(PLAN));

    private static BackupRecord copy(String day, BackupOutcome outcome) {
        Instant start = Instant.parse(day + "T00:00:00Z");
        return BackupRecord.named("primary", day)
                .startedAt(start)
                .finishedAt(start.plusSeconds(90))
                .outcome(outcome)
                .size(1000)
                .build();
    }

    private static BackupReading listing(BackupRecord... records) {
        return BackupReading.of("primary", new CatalogListing(List.of(records), List.of(), true));
    }

    @Test
    void what_is_expected_is_there_before_anything_is_known() {
        assertThat(shown.values("allodoc_backup_expected"))
                .isEqualTo(Map.of("primary database", 1.0, "s3 database", 1.0));
        assertThat(shown.values("allodoc_rpo_limit_seconds"))
                .isEqualTo(Map.of("loss database", 93_600.0, "critical loss database", 3600.0));
        assertThat(shown.values("allodoc_rto_limit_seconds")).isEqualTo(Map.of("database database", 1800.0));
        assertThat(shown.values("allodoc_restore_drill_expected")).isEqualTo(Map.of("database", 1.0));
        assertThat(shown.values("allodoc_backup_next_due_timestamp_seconds")).containsEntry("database", (double)
                Instant.parse("2025-01-16T00:00:00Z").getEpochSecond());
        assertThat(shown.values("allodoc_backup_last_success_timestamp_seconds"))
                .isEmpty();
        assertThat(shown.values("allodoc_rpo_met")).isEmpty();
    }

    @Test
    void never_succeeded_is_absent_and_critical() {
        meters.update(listing(copy("2025-01-14", BackupOutcome.FAILED)), NOW);

        assertThat(shown.values("allodoc_backup_last_success_timestamp_seconds"))
                .isEmpty();
        assertThat(shown.values("allodoc_backup_last_attempt_timestamp_seconds"))
                .containsOnlyKeys("primary database");
        assertThat(shown.values("allodoc_backup_status")).isEqualTo(Map.of("primary database", 2.0));
        assertThat(shown.values("allodoc_rpo_met")).isEqualTo(Map.of("primary loss database", 0.0));
    }

    @Test
    void a_good_copy_shows_when_how_large_how_long_and_what_it_is_kept_for() {
        BackupRecord newest = copy("2025-01-15", BackupOutcome.COMPLETE);
        meters.update(listing(copy("2025-01-14", BackupOutcome.COMPLETE), newest), NOW);

        assertThat(shown.values("allodoc_backup_last_success_timestamp_seconds"))
                .isEqualTo(
                        Map.of("primary database", (double) newest.startedAt().getEpochSecond()));
        assertThat(shown.values("allodoc_backup_last_success_size_bytes")).containsValue(1000.0);
        assertThat(shown.values("allodoc_backup_last_success_duration_seconds")).containsValue(90.0);
        assertThat(shown.values("allodoc_backup_oldest_timestamp_seconds"))
                .containsValue((double) Instant.parse("2025-01-14T00:00:00Z").getEpochSecond());
        assertThat(shown.values("allodoc_rpo_met")).isEqualTo(Map.of("primary loss database", 1.0));
        assertThat(shown.values("allodoc_backup_retained"))
                .containsEntry("primary database daily", 2.0)
                .containsEntry("primary database weekly", 1.0);
    }

    @Test
    void what_is_gone_is_no_longer_shown() {
        meters.update(listing(copy("2025-01-15", BackupOutcome.COMPLETE)), NOW);
        meters.update(listing(), NOW);

        assertThat(shown.values("allodoc_backup_last_success_timestamp_seconds"))
                .isEmpty();
        assertThat(shown.values("allodoc_backup_last_success_size_bytes")).isEmpty();
        assertThat(shown.values("allodoc_backup_retained")).isEmpty();
        assertThat(shown.values("allodoc_backup_expected")).hasSize(2);
    }

    @Test
    void proofs_drills_and_the_archiver_answer_for_the_objectives() {
        BackupRecord copy = copy("2025-01-15", BackupOutcome.COMPLETE);
        Instant proven = NOW.minusSeconds(60);
        Verification proof =
                Verification.of(copy, VerificationLevel.COMPLETE, proven, VerificationOutcome.PASSED, "complete");
        RestoreDrill drill = new RestoreDrill(
                "database", copy, NOW.minus(Duration.ofMinutes(50)), NOW.minusSeconds(60), true, List.of());
        CatalogListing listing = new CatalogListing(List.of(copy), List.of(), true);
        meters.update(
                new BackupReading(
                        Map.of("primary", listing),
                        Verifications.of(List.of(proof)),
                        List.of(drill),
                        new WalArchiving(true, NOW.minusSeconds(30), 0, null, NOW.minus(Duration.ofDays(1)))),
                NOW);

        assertThat(shown.values("allodoc_backup_verified_timestamp_seconds"))
                .isEqualTo(Map.of("L2 primary database", (double) proven.getEpochSecond()));
        assertThat(shown.values("allodoc_rpo_met")).containsEntry("wal critical loss database", 1.0);
        assertThat(shown.values("allodoc_rto_met")).isEqualTo(Map.of("database database", 0.0));
        assertThat(shown.values("allodoc_restore_drill_last_duration_seconds")).isEqualTo(Map.of("database", 2940.0));
    }

    @Test
    void a_second_registry_shows_what_is_known_already() {
        meters.update(listing(copy("2025-01-15", BackupOutcome.COMPLETE)), NOW);
        Shown second = Shown.empty();
        meters.bindTo(second.of());

        assertThat(second.values("allodoc_backup_last_success_timestamp_seconds"))
                .hasSize(1);
    }

    @Test
    void plans_of_one_name_are_refused() {
        assertThatThrownBy(() -> new BackupMeters(List.of(PLAN, PLAN), () -> NOW))
                .hasMessage("plans: two are named database; bind them apart");
    }
}
