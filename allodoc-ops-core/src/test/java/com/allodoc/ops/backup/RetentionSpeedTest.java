package com.allodoc.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RetentionSpeedTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    @Tag("endurance")
    void a_million_records_take_less_than_a_second_of_processor_time() {
        List<BackupRecord> records = RetentionSpeed.records(1_000_000, true);
        for (RetentionMode mode : RetentionMode.values()) {
            RetentionPolicy policy = RetentionSpeed.policy(mode, 30);
            Duration best = RetentionSpeed.measure(policy, records);
            for (int i = 0; i < 9 && best.compareTo(LIMIT) >= 0; i++) {
                Duration next = RetentionSpeed.measure(policy, records);
                best = next.compareTo(best) < 0 ? next : best;
            }
            assertThat(best).as("best of up to ten, %s", mode).isLessThan(LIMIT);
        }
    }
}
