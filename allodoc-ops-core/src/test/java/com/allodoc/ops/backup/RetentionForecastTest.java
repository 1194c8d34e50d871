package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static com.allodoc.ops.backup.Backups.at;
import static com.allodoc.ops.backup.Backups.begun;
import static com.allodoc.ops.backup.Backups.daily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.Schedule;
import com.allodoc.ops.time.Weekly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RetentionForecastTest {
    private static final Schedule AT_TWO = new Daily(LocalTime.of(2, 0), PARIS);
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");
    private static final List<BackupRecord> RECORDS = daily("2024-01-01", "2025-03-31", "02:00");

    private static RetentionPlan plan(
            RetentionPolicy policy, List<BackupRecord> records, Cadence cadence, Instant now) {
        return RetentionPlan.builder(policy)
                .records(records)
                .cadence(cadence)
                .at(now)
                .build();
    }

    @Nested
    class Explanations {
        @Test
        void name_the_slot_and_the_day_of_removal() {
            Schedule sundays = new Weekly(Set.of(DayOfWeek.SUNDAY), LocalTime.of(4, 30), PARIS);
            List<BackupRecord> records =
                    sundays
                            .between(Instant.parse("2024-09-01T00:00:00Z"), Instant.parse("2025-02-24T00:00:00Z"))
                            .stream()
                            .map(Backups::at)
                            .toList();
            RetentionPlan plan = plan(
                    RetentionPolicy.of(0, 12, 0, PARIS), records, sundays::next, Instant.parse("2025-02-24T10:00:00Z"));
            assertThat(plan.keeps().get(6).explain())
                    .isEqualTo("kept as weekly 7 of 12; would be removed on 2025-04-06");
        }

        @Test
        void take_the_last_rule_that_lets_go() {
            RetentionPlan plan = plan(RetentionPolicy.of(30, 12, 12, PARIS), RECORDS, AT_TWO::next, NOW);
            assertThat(plan.keeps().get(0).explain())
                    .isEqualTo(
                            "kept as daily 1 of 30, weekly 1 of 12, monthly 1 of 12; would be removed on 2026-03-01");
            assertThat(plan.keeps().get(46).explain())
                    .isEqualTo("kept as monthly 12 of 12; would be removed on 2025-04-01");
        }

        @Test
        void name_no_day_without_a_cadence() {
            Keep keep = RetentionPolicy.of(2, 0, 0, PARIS)
                    .plan(RECORDS, NOW)
                    .keeps()
                    .get(1);
            assertThat(keep.explain()).isEqualTo("kept as daily 2 of 2");
            assertThat(keep.removedAt()).isEmpty();
        }

        @Test
        void say_what_stays_for_good() {
            RetentionPlan unlimited = plan(RetentionPolicy.unlimited(PARIS), RECORDS, AT_TWO::next, NOW);
            assertThat(unlimited.keeps().get(0).explain()).isEqualTo("kept as last 1 of all; stays for good");
            RetentionPlan ended = plan(RetentionPolicy.of(2, 0, 0, PARIS), RECORDS, instant -> Optional.empty(), NOW);
            assertThat(ended.keeps().get(0).explain())
                    .isEqualTo("kept as daily 1 of 2; stays, as no further backups are due");
        }
    }

    @Nested
    class On_a_future_day {
        @Test
        void exists_what_a_plan_of_that_day_keeps() {
            for (RetentionMode mode : RetentionMode.values()) {
                RetentionPolicy policy = RetentionPolicy.builder(PARIS)
                        .mode(mode)
                        .daily(30)
                        .weekly(12)
                        .monthly(12)
                        .build();
                RetentionPlan.Group group =
                        plan(policy, RECORDS, AT_TWO::next, NOW).groups().get(0);
                for (int days : new int[] {0, 1, 7, 45, 200, 500}) {
                    Instant day = NOW.plus(Duration.ofDays(days));
                    List<BackupRecord> all = new ArrayList<>(RECORDS);
                    AT_TWO.between(NOW, day).forEach(start -> all.add(at(start)));
                    assertThat(group.existingAt(day).stream().map(ForecastBackup::startedAt))
                            .as("%s after %d days", mode, days)
                            .containsExactlyElementsOf(policy.plan(all, day).keeps().stream()
                                    .map(keep -> keep.backup().startedAt())
                                    .toList());
                }
            }
        }

        @Test
        void removal_dates_agree_with_what_exists() {
            RetentionPlan plan = plan(RetentionPolicy.of(5, 4, 3, PARIS), RECORDS, AT_TWO::next, NOW);
            for (Keep keep : plan.keeps()) {
                Instant removed = keep.removedAt().orElseThrow();
                RetentionPlan.Group group = plan.groups().get(0);
                ForecastBackup backup = new ForecastBackup(keep.backup().startedAt(), keep.backup());
                assertThat(group.existingAt(removed.minusNanos(1))).contains(backup);
                assertThat(group.existingAt(removed)).doesNotContain(backup);
            }
        }

        @Test
        void pins_last_until_they_expire_and_guarded_ones_go_with_the_next_backup() {
            BackupRecord pinned = begun(NOW.minusSeconds(90))
                    .pin(Pin.until(NOW.plus(Duration.ofDays(3)), "kept for three days"))
                    .build();
            List<BackupRecord> records = List.of(pinned, at("2025-03-01T00:00:00Z"), at("2025-03-02T00:00:00Z"));
            RetentionPlan.Group group = plan(RetentionPolicy.of(1, 0, 0, PARIS), records, AT_TWO::next, NOW)
                    .groups()
                    .get(0);
            assertThat(group.existingAt(NOW)).hasSize(3);
            assertThat(group.existingAt(NOW.plus(Duration.ofDays(1)))).hasSize(2);
            assertThat(group.existingAt(NOW.plus(Duration.ofDays(3)))).hasSize(1);
        }

        @Test
        void must_not_be_past_and_needs_a_cadence() {
            RetentionPlan.Group group = plan(RetentionPolicy.of(1, 0, 0, PARIS), RECORDS, AT_TWO::next, NOW)
                    .groups()
                    .get(0);
            assertThatIllegalArgumentException().isThrownBy(() -> group.existingAt(NOW.minusNanos(1)));
            RetentionPlan.Group without = RetentionPolicy.of(1, 0, 0, PARIS)
                    .plan(RECORDS, NOW)
                    .groups()
                    .get(0);
            assertThatIllegalStateException().isThrownBy(() -> without.existingAt(NOW));
        }
    }

    @Test
    @Timeout(60)
    void a_hundred_thousand_removal_dates_cost_one_simulation() {
        List<BackupRecord> records = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            records.add(at(NOW.minus(Duration.ofHours(i))));
        }
        RetentionPlan plan = plan(
                RetentionPolicy.builder(PARIS).last(100_000).build(),
                records,
                Cadence.every(Duration.ofHours(1), NOW),
                NOW);
        // A simulation for each, or one that looks at all backups in each step, would take ten billion steps.
        List<Keep> keeps = plan.keeps();
        for (int i = 0; i < keeps.size(); i++) {
            assertThat(keeps.get(i).removedAt().orElseThrow()).isEqualTo(NOW.plus(Duration.ofHours(100_000 - i)));
        }
    }
}
