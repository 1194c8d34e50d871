package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.GROUP;
import static com.allodoc.ops.backup.Backups.PARIS;
import static com.allodoc.ops.backup.Backups.at;
import static com.allodoc.ops.backup.Backups.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.time.Daily;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupPlanTest {
    private static final BackupPlan PLAN = BackupPlan.builder("database", new Daily(LocalTime.of(2, 0), PARIS))
            .what("PostgreSQL, all databases")
            .location(BackupLocation.local("primary"))
            .location(BackupLocation.remote("s3").withEncryption().withImmutability())
            .objective(Rpo.ofBackups("maximum data loss", Duration.ofHours(24)))
            .retention(RetentionPolicy.of(30, 12, 12, PARIS))
            .build();

    @Test
    void each_location_is_a_group() {
        assertThat(PLAN.groups()).containsExactly(GROUP, new BackupGroup("database", "production", "s3"));
    }

    @Test
    void runs_are_due_by_the_schedule_also_on_the_spring_change() {
        Instant skipped = Instant.parse("2025-03-30T01:00:00Z");
        assertThat(PLAN.lastDue(skipped)).contains(skipped);
        assertThat(PLAN.lastDue(skipped.minusNanos(1))).contains(Instant.parse("2025-03-29T01:00:00Z"));
        assertThat(PLAN.nextDue(skipped)).contains(Instant.parse("2025-03-31T00:00:00Z"));
        assertThat(PLAN.expectedRuns(skipped, Instant.parse("2025-04-01T00:00:00Z")))
                .hasSize(2);
    }

    @Test
    void a_run_that_never_started_is_missed() {
        List<BackupRecord> records = new ArrayList<>(daily("2025-03-28", "2025-03-31", "02:05"));
        records.remove(1);
        Instant from = Instant.parse("2025-03-28T00:00:00Z");
        Instant to = Instant.parse("2025-03-31T10:00:00Z");
        assertThat(PLAN.missedRuns(records, GROUP, from, to)).containsExactly(Instant.parse("2025-03-29T01:00:00Z"));
        assertThat(PLAN.missedRuns(records, PLAN.groups().get(1), from, to)).hasSize(4);
    }

    @Test
    void its_retention_knows_its_schedule_and_leaves_other_plans_alone() {
        Instant now = Instant.parse("2025-03-31T10:00:00Z");
        List<BackupRecord> records = new ArrayList<>(daily("2024-01-01", "2025-03-31", "02:00"));
        records.add(BackupRecord.named("primary", "other")
                .plan("files")
                .startedAt(now)
                .build());
        RetentionPlan plan = PLAN.retain(records, Verifications.none(), now).orElseThrow();
        assertThat(plan.groups()).hasSize(1);
        assertThat(plan.keeps())
                .hasSize(47)
                .allSatisfy(keep -> assertThat(keep.removedAt()).isPresent());
    }

    @Test
    void a_plan_needs_places_and_each_once() {
        BackupPlan.Builder builder = BackupPlan.builder("database", new Daily(LocalTime.of(2, 0), PARIS));
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("locations");
        builder.location(BackupLocation.local("primary")).location(BackupLocation.remote("primary"));
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("twice");
    }

    @Test
    void a_record_refuses_what_can_not_be() {
        BackupRecord.Builder ends = BackupRecord.named("primary", "x").startedAt(Instant.EPOCH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ends.finishedAt(Instant.EPOCH.minusSeconds(1)).build())
                .withMessageContaining("finishedAt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ends.finishedAt(Instant.EPOCH)
                        .outcome(BackupOutcome.RUNNING)
                        .build())
                .withMessageContaining("RUNNING");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupRecord.named("primary", "x").build())
                .withMessageContaining("startedAt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupRecord.named("primary", " "))
                .withMessageContaining("name");
        assertThat(at(Instant.EPOCH).duration()).isEmpty();
    }

    @Test
    void a_cadence_of_a_fixed_period_is_anchored() {
        Instant anchor = Instant.parse("2025-03-31T02:00:00Z");
        Cadence six = Cadence.every(Duration.ofHours(6), anchor);
        assertThat(six.next(anchor)).contains(anchor.plus(Duration.ofHours(6)));
        assertThat(six.next(anchor.minusNanos(1))).contains(anchor);
        assertThat(six.next(anchor.minus(Duration.ofHours(6)))).contains(anchor);
        assertThat(six.next(anchor.minus(Duration.ofHours(7)))).contains(anchor.minus(Duration.ofHours(6)));
    }
}
