package com.allodoc.ops.backup;

import static com.allodoc.ops.backup.Backups.PARIS;
import static com.allodoc.ops.backup.Backups.daily;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {
    private static final int CASES = Integer.getInteger("cases", 400);
    private static final long SEED = Backups.seed();
    private static final List<ZoneId> ZONES = List.of(
            PARIS,
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("UTC"));

    private interface Property {
        void holds(RetentionPolicy policy, List<BackupRecord> records, Instant now, SplittableRandom random);
    }

    private static void forAll(Property property) {
        for (int i = 0; i < CASES; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            RetentionPolicy policy = policy(random);
            List<BackupRecord> records = records(random);
            Instant now = records.stream()
                    .map(BackupRecord::startedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
            try {
                property.holds(policy, records, now, random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (SEED + i) + ", " + policy.describe() + ": " + e.getMessage(), e);
            }
        }
    }

    private static RetentionPolicy policy(SplittableRandom random) {
        RetentionPolicy.Builder builder =
                RetentionPolicy.builder(ZONES.get(random.nextInt(ZONES.size()))).daily(1 + random.nextInt(9));
        boolean exclusive = random.nextInt(3) == 0;
        builder.mode(exclusive ? RetentionMode.EXCLUSIVE : RetentionMode.INDEPENDENT);
        builder.last(random.nextInt(3)).hourly(random.nextInt(6));
        builder.weekly(random.nextInt(6)).monthly(random.nextInt(5)).yearly(random.nextInt(3));
        if (random.nextInt(4) == 0) {
            builder.within(Duration.ofHours(1 + random.nextInt(100)));
        }
        if (random.nextInt(6) == 0) {
            builder.recoveryWindow(Period.ofDays(1 + random.nextInt(9)));
        }
        if (!exclusive && random.nextInt(4) == 0) {
            builder.within(RetentionPeriod.WEEKLY, Period.ofMonths(1 + random.nextInt(3)));
        }
        return builder.minimumRedundancy(1 + random.nextInt(4)).build();
    }

    private static List<BackupRecord> records(SplittableRandom random) {
        Instant at = Instant.parse("2018-09-01T00:00:00Z").plusSeconds(random.nextInt(40_000_000));
        int typical = 1 + random.nextInt(80_000);
        List<BackupRecord> records = new ArrayList<>();
        int count = 1 + random.nextInt(150);
        for (int i = 0; i < count; i++) {
            at = at.plusSeconds(1 + random.nextInt(2 * typical)).plusNanos(random.nextInt(1_000));
            if (random.nextInt(40) == 0) {
                at = at.plus(Duration.ofDays(random.nextInt(60)));
            }
            records.add(Backups.at(at));
        }
        return records;
    }

    private static List<BackupRecord> remaining(RetentionPlan plan) {
        return plan.decisions().filter(Decision::stays).map(Decision::backup).toList();
    }

    @Test
    void a_plan_that_was_carried_out_removes_nothing_more() {
        forAll((policy, records, now, random) -> assertThat(
                        policy.plan(remaining(policy.plan(records, now)), now).removals())
                .isEmpty());
    }

    @Test
    void the_newest_complete_backup_always_stays() {
        forAll((policy, records, now, random) ->
                assertThat(remaining(policy.plan(records, now))).contains(records.get(records.size() - 1)));
    }

    @Test
    void the_order_of_the_input_does_not_matter() {
        forAll((policy, records, now, random) -> {
            List<BackupRecord> shuffled = new ArrayList<>(records);
            java.util.Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
            assertThat(policy.plan(shuffled, now).decisions().toList())
                    .isEqualTo(policy.plan(records, now).decisions().toList());
        });
    }

    @Test
    void the_rules_keep_no_more_than_the_sum_of_their_counts() {
        forAll((policy, records, now, random) -> {
            int sum = 0;
            for (RetentionRule rule : policy.rules()) {
                if (!(rule instanceof RetentionRule.Counted counted)) {
                    return;
                }
                sum += counted.count();
            }
            assertThat(policy.plan(records, now).keeps().size()).isLessThanOrEqualTo(sum);
        });
    }

    @Test
    void carrying_it_out_after_every_backup_equals_one_run_at_the_end() {
        forAll((any, records, now, random) -> {
            // How many the redundancy guard must add depends on what was there at each run; the rules don't.
            RetentionPolicy policy = withoutRedundancy(any);
            List<BackupRecord> rolling = new ArrayList<>();
            for (BackupRecord record : records) {
                rolling.add(record);
                rolling = new ArrayList<>(remaining(policy.plan(rolling, record.startedAt())));
            }
            assertThat(starts(rolling)).isEqualTo(starts(remaining(policy.plan(records, now))));
        });
    }

    @Test
    void rolling_equals_batch_over_1461_daily_backups() {
        List<BackupRecord> records = daily("2022-01-01", "2025-12-31", "02:00");
        assertThat(records).hasSize(1461);
        for (RetentionMode mode : RetentionMode.values()) {
            RetentionPolicy policy = RetentionPolicy.builder(PARIS)
                    .mode(mode)
                    .daily(30)
                    .weekly(12)
                    .monthly(12)
                    .build();
            List<BackupRecord> rolling = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                BackupRecord record = records.get(i);
                rolling.add(record);
                rolling = new ArrayList<>(remaining(policy.plan(rolling, record.startedAt())));
                if (i % 50 == 0 || i == records.size() - 1) {
                    List<BackupRecord> batch = remaining(policy.plan(records.subList(0, i + 1), record.startedAt()));
                    assertThat(new HashSet<>(rolling)).isEqualTo(new HashSet<>(batch));
                }
            }
        }
    }

    @Test
    void the_incremental_simulation_equals_a_plan_carried_out_after_every_backup() {
        forAll((policy, records, now, random) -> {
            RollingRetention rolling = RollingRetention.of(policy);
            Set<BackupRecord> simulated = new HashSet<>();
            List<BackupRecord> carriedOut = new ArrayList<>();
            int sequence = 0;
            for (BackupRecord record : records) {
                simulated.add(record);
                rolling.add(new RollingEntry(record.startedAt(), sequence++, record))
                        .forEach(dropped -> simulated.remove(dropped.record));
                carriedOut.add(record);
                carriedOut = new ArrayList<>(remaining(policy.plan(carriedOut, record.startedAt())));
                assertThat(starts(simulated)).isEqualTo(starts(carriedOut));
            }
        });
    }

    private static Set<Instant> starts(Collection<BackupRecord> records) {
        return records.stream().map(BackupRecord::startedAt).collect(Collectors.toCollection(TreeSet::new));
    }

    private static RetentionPolicy withoutRedundancy(RetentionPolicy policy) {
        return new RetentionPolicy(
                policy.rules(),
                policy.mode(),
                policy.zone(),
                1,
                policy.minimumVerified(),
                policy.verifiedLevel(),
                policy.freezeAfter());
    }

    @Test
    void an_older_backup_never_removes_a_newer_kept_one_except_the_oldest_filler() {
        forAll((policy, records, now, random) -> {
            if (policy.mode() == RetentionMode.EXCLUSIVE) {
                return;
            }
            List<BackupRecord> newer = records.subList(1, records.size());
            if (newer.isEmpty()) {
                return;
            }
            Set<BackupRecord> after = new HashSet<>(remaining(policy.plan(records, now)));
            List<BackupRecord> lost = policy.plan(newer, now).keeps().stream()
                    .filter(keep -> keep.reasons().stream()
                            .anyMatch(reason ->
                                    !reason.oldest() || reason.rule() instanceof RetentionRule.RecoveryWindow))
                    .map(Keep::backup)
                    .filter(record -> !after.contains(record))
                    .toList();
            assertThat(lost).isEmpty();
        });
    }
}
