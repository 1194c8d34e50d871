package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static com.allodoc.ops.backup.Backups.at;
import static com.allodoc.ops.backup.Backups.begun;
import static com.allodoc.ops.backup.Backups.daily;
import static com.allodoc.ops.backup.Backups.days;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.backup.Protect.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionGuardsTest {
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");

    private static RetentionPolicy.Builder oneDaily() {
        return RetentionPolicy.builder(PARIS).daily(1);
    }

    private static List<Guard> guards(RetentionPlan plan) {
        return plan.protections().stream().map(Protect::guard).toList();
    }

    @Test
    void a_minimum_redundancy_of_three_protects_the_two_newest_removals() {
        RetentionPlan plan =
                oneDaily().minimumRedundancy(3).build().plan(daily("2025-03-20", "2025-03-31", "02:00"), NOW);
        assertThat(days(plan.keeps())).containsExactly("2025-03-31");
        assertThat(days(plan.protections())).containsExactly("2025-03-30", "2025-03-29");
        assertThat(guards(plan)).containsOnly(Guard.MINIMUM_REDUNDANCY);
        assertThat(plan.protections().get(0).explain()).isEqualTo("protected: at least 3 complete backups must remain");
    }

    @Test
    void too_few_backups_for_the_minimum_are_a_finding() {
        RetentionPlan plan = oneDaily().minimumRedundancy(3).build().plan(List.of(at("2025-03-31T00:00:00Z")), NOW);
        assertThat(plan.findings())
                .singleElement()
                .extracting(RetentionFinding::kind)
                .isEqualTo(RetentionFinding.Kind.BELOW_MINIMUM_REDUNDANCY);
    }

    @Test
    void the_newest_verified_backup_is_never_removed() {
        List<BackupRecord> records = daily("2025-03-20", "2025-03-31", "02:00");
        BackupRecord proven = records.get(3);
        RetentionPlan plan = RetentionPlan.builder(oneDaily().build())
                .records(records)
                .verifications(Verifications.of(List.of(
                        proof(records.get(2), VerificationLevel.COMPLETE),
                        proof(proven, VerificationLevel.RESTORED),
                        proof(records.get(5), VerificationLevel.PRESENT))))
                .at(NOW)
                .build();
        assertThat(plan.protections()).singleElement().satisfies(protect -> {
            assertThat(protect.backup()).isEqualTo(proven);
            assertThat(protect.guard()).isEqualTo(Guard.MINIMUM_VERIFIED);
        });
    }

    private static Verification proof(BackupRecord record, VerificationLevel level) {
        return Verification.of(record, level, NOW, VerificationOutcome.PASSED, "");
    }

    @Test
    void failed_and_running_attempts_use_no_slots_and_are_not_removed() {
        List<BackupRecord> records = new ArrayList<>(daily("2025-03-28", "2025-03-29", "02:00"));
        records.add(begun(Instant.parse("2025-03-30T00:00:00Z"))
                .outcome(BackupOutcome.FAILED)
                .build());
        records.add(begun(Instant.parse("2025-03-31T00:00:00Z"))
                .outcome(BackupOutcome.RUNNING)
                .build());
        RetentionPlan plan = oneDaily().build().plan(records, NOW);
        assertThat(days(plan.keeps())).containsExactly("2025-03-29");
        assertThat(guards(plan)).containsExactly(Guard.RUNNING, Guard.FAILED);
        assertThat(plan.findings())
                .extracting(RetentionFinding::kind)
                .containsExactly(RetentionFinding.Kind.FAILED_ATTEMPTS);
    }

    @Test
    void a_backup_dated_in_june_does_not_push_out_january() {
        List<BackupRecord> records =
                List.of(at("2025-06-01T02:00:00Z"), at("2025-01-02T02:00:00Z"), at("2025-01-01T02:00:00Z"));
        RetentionPlan plan = RetentionPolicy.of(2, 0, 0, PARIS).plan(records, Instant.parse("2025-01-02T10:00:00Z"));
        assertThat(days(plan.keeps())).containsExactly("2025-01-02", "2025-01-01");
        assertThat(guards(plan)).containsExactly(Guard.FUTURE_DATED);
        assertThat(plan.findings())
                .extracting(RetentionFinding::kind)
                .containsExactly(RetentionFinding.Kind.FUTURE_DATED);
    }

    @Test
    void ages_are_not_measured_from_a_backup_of_the_future() {
        RetentionPlan plan = RetentionPolicy.builder(PARIS)
                .within(Duration.ofDays(2))
                .build()
                .plan(List.of(at("2025-06-01T02:00:00Z"), at("2025-03-30T02:00:00Z")), NOW);
        assertThat(days(plan.keeps())).containsExactly("2025-03-30");
    }

    @Test
    void a_backup_that_starts_now_is_not_of_the_future() {
        assertThat(oneDaily().build().plan(List.of(at(NOW)), NOW).keeps()).hasSize(1);
    }

    @Test
    void pins_hold_until_they_expire_and_use_no_slots() {
        BackupRecord newest = at("2025-03-31T00:00:00Z");
        BackupRecord pinned = begun(Instant.parse("2025-03-30T00:00:00Z"))
                .pin(Pin.of("before maintenance"))
                .build();
        BackupRecord expired = begun(Instant.parse("2025-03-29T00:00:00Z"))
                .pin(Pin.until(NOW, "kept for a week"))
                .build();
        RetentionPlan plan = oneDaily().build().plan(List.of(newest, pinned, expired), NOW);
        assertThat(plan.decisionOn(pinned.id()))
                .get()
                .extracting(Decision::explain)
                .isEqualTo("protected: pinned until released: before maintenance");
        assertThat(days(plan.removals())).containsExactly("2025-03-29");
        assertThat(days(oneDaily()
                        .build()
                        .plan(List.of(newest, expired), NOW.minusMillis(1))
                        .protections()))
                .containsExactly("2025-03-29");
    }

    @Test
    void pinned_backups_are_not_the_redundancy() {
        List<BackupRecord> records = new ArrayList<>(daily("2025-03-29", "2025-03-30", "02:00"));
        records.add(begun(Instant.parse("2025-03-31T00:00:00Z"))
                .pin(Pin.of("emergency"))
                .build());
        RetentionPlan plan = oneDaily().minimumRedundancy(2).build().plan(records, NOW);
        assertThat(plan.removals()).isEmpty();
    }

    @Test
    void nothing_is_removed_while_the_newest_complete_backup_is_stale() {
        List<BackupRecord> records = daily("2025-03-01", "2025-03-20", "02:00");
        RetentionPolicy policy = oneDaily().freezeAfter(Duration.ofDays(8)).build();
        Instant last = records.get(records.size() - 1).startedAt();
        assertThat(policy.plan(records, last.plus(Duration.ofDays(8))).removals())
                .hasSize(19);
        RetentionPlan frozen =
                policy.plan(records, last.plus(Duration.ofDays(8)).plusNanos(1));
        assertThat(frozen.removals()).isEmpty();
        assertThat(guards(frozen)).hasSize(19).containsOnly(Guard.FROZEN);
        assertThat(frozen.findings())
                .singleElement()
                .extracting(RetentionFinding::detail)
                .isEqualTo("frozen, the newest complete backup is 8 d old and the limit is 8 d;"
                        + " 19 removals are held back until a backup succeeds");
    }

    @Test
    void a_fresh_failure_or_pin_does_not_thaw() {
        List<BackupRecord> records = new ArrayList<>(daily("2025-03-01", "2025-03-20", "02:00"));
        records.add(begun(NOW.minusSeconds(60)).outcome(BackupOutcome.FAILED).build());
        records.add(begun(NOW.minusSeconds(30)).pin(Pin.of("emergency")).build());
        assertThat(oneDaily().build().plan(records, NOW).removals()).isEmpty();
        assertThat(oneDaily().neverFreeze().build().plan(records, NOW).removals())
                .hasSize(19);
    }

    @Test
    void names_and_order_of_storage_mean_nothing() {
        BackupRecord older = BackupRecord.named("primary", "zzz")
                .startedAt(NOW.minusSeconds(86_400))
                .build();
        BackupRecord newer = BackupRecord.named("primary", "aaa").startedAt(NOW).build();
        assertThat(oneDaily().build().plan(List.of(older, newer), NOW).keeps())
                .extracting(Decision::backup)
                .containsExactly(newer);
    }
}
