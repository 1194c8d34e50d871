package com.allodoc.ops.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Measures a plan of a million records. Run its main to see the times. */
final class RetentionSpeed {
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");

    private RetentionSpeed() {}

    public static void main(String[] arguments) {
        for (boolean shuffled : new boolean[] {false, true}) {
            List<BackupRecord> records = records(1_000_000, shuffled);
            for (RetentionMode mode : RetentionMode.values()) {
                for (int count : new int[] {30, RetentionRule.Counted.UNLIMITED}) {
                    for (int i = 0; i < 5; i++) {
                        System.out.printf(
                                "%s %s daily=%d: %d ms%n",
                                shuffled ? "shuffled" : "sorted",
                                mode,
                                count,
                                measure(policy(mode, count), records).toMillis());
                    }
                }
            }
        }
    }

    static RetentionPolicy policy(RetentionMode mode, int daily) {
        return RetentionPolicy.builder(ZoneId.of("Europe/Paris"))
                .mode(mode)
                .daily(daily)
                .weekly(12)
                .monthly(12)
                .build();
    }

    /** One every ten minutes: 19 years. */
    static List<BackupRecord> records(int count, boolean shuffled) {
        List<BackupRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(BackupRecord.named("primary", "backup_" + i)
                    .startedAt(NOW.minus(Duration.ofMinutes(10L * i)))
                    .build());
        }
        if (shuffled) {
            Collections.shuffle(records, new Random(1));
        }
        return records;
    }

    /**
     * The CPU time of the whole process, collector and compiler included: other processes on the machine make a wall
     * clock useless, and nothing here waits.
     */
    static Duration measure(RetentionPolicy policy, List<BackupRecord> records) {
        Duration before = cpu();
        RetentionPlan plan = policy.plan(records, NOW);
        Duration taken = cpu().minus(before);
        if (plan.keeps().isEmpty()) {
            throw new IllegalStateException("nothing kept");
        }
        return taken;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseGet(() -> Duration.ofNanos(System.nanoTime()));
    }
}
