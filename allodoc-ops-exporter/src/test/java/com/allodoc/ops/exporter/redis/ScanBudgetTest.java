package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanBudgetTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # keys, took ms, keys a minute, ms a minute, rest ms
                    100,    0,       6000,          60000,       1000
                    100,    400,     6000,          60000,       600
                    100,    10,      600000,        3000,        190
                    100,    1,       600000,        3000,        19
                    0,      1,       600000,        3000,        19
                    0,      0,       600000,        3000,        0
                    1,      60000,   600000,        60000,       0
                    """)
    void rests_as_long_as_the_tighter_limit_wants(int keys, long took, int perMinute, long time, long rest) {
        ScanBudget budget = new ScanBudget(100, perMinute, Duration.ofMillis(time), MINUTE);
        assertThat(budget.restAfter(keys, Duration.ofMillis(took))).isEqualTo(Duration.ofMillis(rest));
    }

    @Test
    void never_passes_either_limit_in_a_minute() {
        ScanBudget budget = new ScanBudget(100, 120_000, Duration.ofSeconds(3), MINUTE);
        Duration took = Duration.ofMillis(2);
        Duration spent = Duration.ZERO;
        Duration worked = Duration.ZERO;
        long keys = 0;
        while (spent.compareTo(MINUTE) < 0) {
            spent = spent.plus(took).plus(budget.restAfter(100, took));
            worked = worked.plus(took);
            keys += 100;
        }
        assertThat(keys).isLessThanOrEqualTo(120_100);
        assertThat(worked).isLessThanOrEqualTo(Duration.ofMillis(3002));
    }

    @Test
    void refuses_what_cannot_be_meant() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScanBudget(0, 1, MINUTE, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScanBudget(1, 0, MINUTE, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScanBudget(1, 1, Duration.ZERO, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScanBudget(1, 1, MINUTE.plusNanos(1), MINUTE));
    }
}
