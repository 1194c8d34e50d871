package com.allodoc.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NewestFirstTest {

    @Test
    void agrees_with_the_comparator_for_close_and_for_absurd_dates() {
        long seed = Backups.seed();
        SplittableRandom random = new SplittableRandom(seed);
        for (long range : new long[] {1, 5, 1_000, 4_000_000_000L, Instant.MAX.getEpochSecond()}) {
            List<BackupRecord> records = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Instant start = Instant.ofEpochSecond(random.nextLong(-range, range), random.nextInt(3));
                records.add(BackupRecord.named("primary", random.nextInt(1_000_000) + "-" + i)
                        .startedAt(start)
                        .build());
            }
            BackupRecord[] sorted = records.toArray(BackupRecord[]::new);
            NewestFirst.sort(sorted);
            records.sort(
                    Comparator.comparing(BackupRecord::startedAt).reversed().thenComparing(BackupRecord::id));
            assertThat(sorted).as("seed %d, range %d", seed, range).containsExactlyElementsOf(records);
        }
    }
}
