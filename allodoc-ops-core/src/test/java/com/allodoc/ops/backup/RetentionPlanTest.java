package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static com.allodoc.ops.backup.Backups.at;
import static com.allodoc.ops.backup.Backups.daily;
import static com.allodoc.ops.backup.Backups.days;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RetentionPlanTest {
    private static final RetentionPolicy RUNBOOK = RetentionPolicy.of(30, 12, 12, PARIS);
    private static final Instant NOON = Instant.parse("2025-03-31T10:00:00Z");

    private static RetentionPlan plan(RetentionPolicy policy, String... starts) {
        List<BackupRecord> records =
                Stream.of(starts).map(Backups::at).collect(Collectors.toCollection(ArrayList::new));
        Instant newest = records.stream()
                .map(BackupRecord::startedAt)
                .max(Instant::compareTo)
                .orElse(NOON);
        Collections.shuffle(records, new java.util.Random(7));
        return policy.plan(records, newest.plusSeconds(1));
    }

    @Nested
    class With_the_runbooks_30_12_12_over_456_daily_backups {
        private static final List<BackupRecord> RECORDS = daily("2024-01-01", "2025-03-31", "02:00");
        private static final Map<Instant, Decision> RESTIC = decide(RUNBOOK);
        private static final Map<Instant, Decision> BORG = decide(RetentionPolicy.builder(PARIS)
                .mode(RetentionMode.EXCLUSIVE)
                .daily(30)
                .weekly(12)
                .monthly(12)
                .build());

        private static Map<Instant, Decision> decide(RetentionPolicy policy) {
            return policy.plan(RECORDS, NOON)
                    .decisions()
                    .collect(Collectors.toMap(d -> d.backup().startedAt(), d -> d));
        }

        @ParameterizedTest
        @CsvFileSource(files = "src/test/resources/vectors/retention_daily_30_12_12.csv", numLinesToSkip = 1)
        void agrees_with_restic_and_borg(
                String local, Instant utc, String restic, String reasons, String borg, String borgRule) {
            Decision byRestic = requireNonNull(RESTIC.get(utc));
            Decision byBorg = requireNonNull(BORG.get(utc));
            assertThat(OffsetDateTime.parse(local).toInstant()).isEqualTo(utc);
            assertThat(verdict(byRestic)).isEqualTo(restic);
            assertThat(verdict(byBorg)).isEqualTo(borg);
            assertThat(labels(byRestic)).isEqualTo(reasons == null ? "" : reasons);
            assertThat(slots(byBorg)).isEqualTo(borgRule == null ? "" : borgRule);
        }

        private static String verdict(Decision decision) {
            return decision instanceof Keep ? "keep" : "remove";
        }

        private static String labels(Decision decision) {
            return decision instanceof Keep keep
                    ? keep.reasons().stream().map(KeepReason::label).collect(Collectors.joining("+"))
                    : "";
        }

        private static String slots(Decision decision) {
            return decision instanceof Keep keep
                    ? keep.reasons().stream()
                            .map(reason -> reason.label() + " #" + reason.slot())
                            .collect(Collectors.joining("+"))
                    : "";
        }

        @Test
        void restic_keeps_47_back_to_april_2024() {
            RetentionPlan plan = RUNBOOK.plan(RECORDS, NOON);
            assertThat(plan.keeps()).hasSize(47);
            assertThat(days(plan.keeps())).last().isEqualTo("2024-04-30");
            assertThat(plan.keptByRule()).isEqualTo(Map.of("daily", 30, "weekly", 12, "monthly", 12));
        }

        @Test
        void borg_keeps_54_back_to_march_2024() {
            List<Decision> kept = BORG.values().stream().filter(Decision::stays).toList();
            assertThat(kept).hasSize(54);
            assertThat(days(kept)).contains("2024-03-31").allMatch(day -> day.compareTo("2024-03-31") >= 0);
        }

        @Test
        void the_order_of_the_input_does_not_matter() {
            List<BackupRecord> shuffled = new ArrayList<>(RECORDS);
            Collections.shuffle(shuffled, new java.util.Random(1));
            assertThat(RUNBOOK.plan(shuffled, NOON).decisions().toList())
                    .isEqualTo(RUNBOOK.plan(RECORDS, NOON).decisions().toList());
        }
    }

    @Nested
    class Buckets {
        @Test
        void the_newest_of_a_day_is_kept() {
            RetentionPlan plan = plan(
                    RetentionPolicy.of(1, 0, 0, PARIS),
                    "2025-01-10T00:00:00+01:00",
                    "2025-01-10T12:00:00+01:00",
                    "2025-01-10T23:59:00+01:00");
            assertThat(plan.keeps())
                    .singleElement()
                    .extracting(keep -> keep.backup().startedAt())
                    .isEqualTo(Instant.parse("2025-01-10T22:59:00Z"));
        }

        @Test
        void empty_days_use_no_slots() {
            RetentionPlan plan = plan(
                    RetentionPolicy.of(3, 0, 0, PARIS),
                    "2025-01-01T02:00:00+01:00",
                    "2025-01-05T02:00:00+01:00",
                    "2025-01-09T02:00:00+01:00",
                    "2025-01-20T02:00:00+01:00");
            assertThat(days(plan.keeps())).containsExactly("2025-01-20", "2025-01-09", "2025-01-05");
        }

        @Test
        void iso_weeks_cross_the_turn_of_the_year() {
            RetentionPolicy twoWeeks = RetentionPolicy.of(0, 2, 0, PARIS);
            assertThat(days(plan(
                                    twoWeeks,
                                    "2024-12-29T02:00:00+01:00",
                                    "2024-12-30T02:00:00+01:00",
                                    "2025-01-05T02:00:00+01:00",
                                    "2025-01-06T02:00:00+01:00")
                            .keeps()))
                    .containsExactly("2025-01-06", "2025-01-05");
            assertThat(days(plan(
                                    twoWeeks,
                                    "2026-12-27T02:00:00+01:00",
                                    "2026-12-28T02:00:00+01:00",
                                    "2027-01-03T02:00:00+01:00",
                                    "2027-01-04T02:00:00+01:00")
                            .keeps()))
                    .containsExactly("2027-01-04", "2027-01-03");
        }

        @Test
        void the_zone_decides_which_day_it_is() {
            String[] starts = {"2025-01-10T22:30:00Z", "2025-01-10T23:30:00Z"};
            assertThat(plan(RetentionPolicy.of(2, 0, 0, ZoneOffset.UTC), starts).keptByRule())
                    .isEqualTo(Map.of("daily", 1, "oldest daily", 1));
            assertThat(plan(RetentionPolicy.of(2, 0, 0, PARIS), starts).keptByRule())
                    .isEqualTo(Map.of("daily", 2));
        }

        @Test
        void the_hour_that_autumn_repeats_is_one_hour() {
            RetentionPlan plan = plan(
                    RetentionPolicy.builder(PARIS).hourly(2).build(),
                    "2025-10-26T01:30:00+02:00",
                    "2025-10-26T02:30:00+02:00",
                    "2025-10-26T02:30:00+01:00");
            assertThat(plan.keeps().stream()
                            .map(keep -> keep.backup().startedAt().toString()))
                    .containsExactly("2025-10-26T01:30:00Z", "2025-10-25T23:30:00Z");
        }
    }

    @Nested
    class The_oldest {
        @Test
        void fills_a_rule_that_has_slots_left() {
            RetentionPlan plan =
                    RetentionPolicy.of(0, 12, 0, PARIS).plan(daily("2025-03-17", "2025-03-30", "02:00"), NOON);
            assertThat(days(plan.keeps())).containsExactly("2025-03-30", "2025-03-23", "2025-03-17");
            assertThat(plan.keeps().get(2).explain()).isEqualTo("kept as oldest weekly 3 of 12");
        }

        @Test
        void goes_when_the_slots_are_filled() {
            RetentionPlan plan =
                    RetentionPolicy.of(0, 0, 2, PARIS).plan(daily("2025-01-01", "2025-03-31", "02:00"), NOON);
            assertThat(days(plan.keeps())).containsExactly("2025-03-31", "2025-02-28");
        }

        @Test
        void stays_for_good_under_an_unlimited_rule() {
            RetentionPlan plan = plan(
                    RetentionPolicy.of(RetentionRule.Counted.UNLIMITED, 0, 0, PARIS),
                    "2025-01-01T02:00:00Z",
                    "2025-01-01T03:00:00Z",
                    "2025-01-01T04:00:00Z",
                    "2025-01-02T02:00:00Z");
            assertThat(plan.keptByRule()).isEqualTo(Map.of("daily", 2, "oldest daily", 1));
            assertThat(plan.removals()).hasSize(1);
        }

        @Test
        void goes_to_borgs_first_rule_with_slots_left() {
            RetentionPlan plan = plan(
                    RetentionPolicy.builder(PARIS)
                            .mode(RetentionMode.EXCLUSIVE)
                            .daily(1)
                            .weekly(3)
                            .build(),
                    "2025-03-24T02:00:00Z",
                    "2025-03-25T02:00:00Z",
                    "2025-03-31T02:00:00Z");
            assertThat(plan.keeps().stream().map(Decision::explain))
                    .containsExactly("kept as daily 1 of 1", "kept as weekly 1 of 3", "kept as oldest weekly 2 of 3");
        }
    }

    @Nested
    class Ages {
        @Test
        void are_measured_from_the_newest_backup_and_end_is_excluded() {
            RetentionPlan plan = RetentionPolicy.builder(PARIS)
                    .within(Duration.ofDays(2))
                    .build()
                    .plan(daily("2025-03-20", "2025-03-27", "02:00"), NOON);
            assertThat(days(plan.keeps())).containsExactly("2025-03-27", "2025-03-26");
        }

        @Test
        void of_a_period_keep_one_each() {
            RetentionPlan plan = RetentionPolicy.builder(PARIS)
                    .within(RetentionPeriod.WEEKLY, Period.ofMonths(1))
                    .build()
                    .plan(daily("2025-03-12", "2025-03-31", "02:00"), NOON);
            assertThat(days(plan.keeps())).containsExactly("2025-03-31", "2025-03-30", "2025-03-23", "2025-03-16");
        }

        @Test
        void a_recovery_window_keeps_the_backup_its_beginning_needs() {
            RetentionPlan plan = RetentionPolicy.builder(PARIS)
                    .recoveryWindow(Duration.ofDays(3))
                    .build()
                    .plan(daily("2025-03-20", "2025-03-31", "02:00"), NOON);
            assertThat(days(plan.keeps())).containsExactly("2025-03-31", "2025-03-30", "2025-03-29", "2025-03-28");
            assertThat(plan.keeps().get(3).explain())
                    .isEqualTo("kept as newest before the recovery window PT72H, whose beginning needs it");
        }

        @Test
        void a_backup_exactly_at_the_beginning_of_the_window_is_enough() {
            Instant now = Instant.parse("2025-03-31T00:00:00Z");
            RetentionPlan plan = RetentionPolicy.builder(PARIS)
                    .recoveryWindow(Duration.ofDays(1))
                    .build()
                    .plan(
                            List.of(at("2025-03-29T00:00:00Z"), at("2025-03-30T00:00:00Z"), at("2025-03-31T00:00:00Z")),
                            now);
            assertThat(days(plan.keeps())).containsExactly("2025-03-31", "2025-03-30");
        }
    }

    @Nested
    class Input {
        @Test
        void nothing_gives_an_empty_plan() {
            RetentionPlan plan = RUNBOOK.plan(List.of(), NOON);
            assertThat(plan.decisions()).isEmpty();
            assertThat(plan.findings()).isEmpty();
        }

        @Test
        void two_at_the_same_instant_share_a_day_but_the_oldest_is_kept_while_there_are_slots() {
            BackupRecord one = at("2025-01-01T02:00:00Z");
            BackupRecord two = BackupRecord.named("primary", "other")
                    .startedAt(one.startedAt())
                    .build();
            Instant now = one.startedAt();
            assertThat(RetentionPolicy.of(1, 0, 0, PARIS)
                            .plan(List.of(one, two), now)
                            .keeps())
                    .hasSize(1);
            assertThat(RetentionPolicy.of(2, 0, 0, PARIS)
                            .plan(List.of(one, two), now)
                            .keeps())
                    .hasSize(2);
        }

        @Test
        void the_same_copy_twice_is_refused_rather_than_removed() {
            BackupRecord one = at("2025-01-01T02:00:00Z");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetentionPolicy.of(1, 0, 0, PARIS).plan(List.of(one, one), NOON))
                    .withMessageContaining("twice");
        }

        @Test
        void plans_environments_and_locations_are_counted_apart() {
            Instant start = Instant.parse("2025-03-31T00:00:00Z");
            List<BackupRecord> records = new ArrayList<>();
            for (String location : List.of("primary", "s3")) {
                for (String plan : List.of("database", "files")) {
                    for (String environment : List.of("production", "staging")) {
                        for (int i = 0; i < 2; i++) {
                            records.add(BackupRecord.named(location, plan + environment + i)
                                    .plan(plan)
                                    .environment(environment)
                                    .startedAt(start.plusSeconds(i))
                                    .build());
                        }
                    }
                }
            }
            RetentionPlan plan = RetentionPolicy.of(1, 0, 0, PARIS).plan(records, NOON);
            assertThat(plan.groups())
                    .hasSize(8)
                    .allSatisfy(group -> assertThat(group.decisions())
                            .extracting(Decision::stays)
                            .containsExactly(true, false));
        }
    }
}
