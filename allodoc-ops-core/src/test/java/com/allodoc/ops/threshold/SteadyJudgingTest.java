package com.allodoc.ops.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The judging step runs for every measurement of every scrape: while nothing changes it must not feed the collector. */
class SteadyJudgingTest {
    private static final int ROUNDS = 200_000;
    private static final ThresholdPolicy POLICY = ThresholdPolicy.builder()
            .warning(Threshold.above(80).holdUntil(70))
            .critical(Threshold.above(95))
            .pendingFor(Duration.ofHours(10_000))
            .noDataAfter(Duration.ofHours(10_000))
            .build();

    @Test
    void a_steady_value_allocates_nothing_whatever_its_level() throws ReflectiveOperationException {
        Instant[] times = new Instant[64];
        for (int i = 0; i < times.length; i++) {
            times[i] = Instant.EPOCH.plusSeconds(i);
        }
        for (double value : new double[] {10, 85, 99, Double.NaN}) {
            ThresholdState state = POLICY.next(ThresholdState.initial(), value, Instant.EPOCH);
            judge(state, value, times);
            long before = allocated();
            ThresholdState after = judge(state, value, times);
            long bytes = allocated() - before;
            assertThat(after).isSameAs(state);
            assertThat(bytes).as("bytes for %d rounds at %s", ROUNDS, value).isLessThan(ROUNDS / 10);
        }
    }

    private static ThresholdState judge(ThresholdState start, double value, Instant[] times) {
        ThresholdState state = start;
        for (int i = 0; i < ROUNDS; i++) {
            state = POLICY.next(state, value, times[i & 63]);
        }
        return state;
    }

    /** By reflection: the module under test does not read jdk.management, and should not for a test's sake. */
    private static long allocated() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(threads);
    }
}
