package com.allodoc.ops.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThresholdPolicyTest {
    private static final Instant T0 = Instant.parse("2025-10-26T00:00:00Z");
    private static final ThresholdPolicy CPU = ThresholdPolicy.builder()
            .warning(Threshold.above(80))
            .pendingFor(Duration.ofMinutes(10))
            .build();
    private static final ThresholdPolicy NETDATA = ThresholdPolicy.of(
            Threshold.above(85).holdUntil(75), Threshold.above(95).holdUntil(85));

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private static ThresholdState feed(ThresholdPolicy policy, double... values) {
        ThresholdState state = ThresholdState.initial();
        for (int i = 0; i < values.length; i++) {
            state = policy.next(state, values[i], at(60L * i));
        }
        return state;
    }

    @Nested
    class Cpu_above_80_for_10_minutes {
        @Test
        void exactly_80_is_silent_for_ever() {
            assertThat(feed(CPU, 80, 80, 80, 80, 80, 80, 80, 80, 80, 80, 80, 80))
                    .isEqualTo(ThresholdState.initial());
        }

        @Test
        void a_hundredth_more_is_silent_for_9_minutes_59_and_warns_at_10() {
            ThresholdState state = CPU.next(ThresholdState.initial(), 80.01, T0);
            state = CPU.next(state, 80.01, at(599));
            assertThat(state.level()).isEqualTo(Level.OK);
            assertThat(state.raised()).isEqualTo(Level.WARNING);
            assertThat(CPU.next(state, 80.01, at(600)).level()).isEqualTo(Level.WARNING);
        }

        @Test
        void one_sample_at_80_restarts_the_clock() {
            assertThat(feed(CPU, 81, 81, 81, 81, 81, 81, 81, 81, 81, 80, 81, 81).level())
                    .isEqualTo(Level.OK);
        }
    }

    @Nested
    class Response_time_with_a_gap_between_target_and_alert {
        private final ThresholdPolicy p95 = ThresholdPolicy.builder()
                .warning(Threshold.atLeast(2000), AlertTiming.pendingFor(Duration.ofHours(1)))
                .critical(Threshold.above(3000))
                .pendingFor(Duration.ofMinutes(5))
                .build();

        @Test
        void misses_its_target_for_an_hour_before_the_warning() {
            ThresholdState state = p95.next(ThresholdState.initial(), 2500, T0);
            assertThat(p95.next(state, 2500, at(3599)).level()).isEqualTo(Level.OK);
            assertThat(p95.next(state, 2500, at(3600)).level()).isEqualTo(Level.WARNING);
        }

        @Test
        void is_critical_after_five_minutes_above_3000_and_not_at_3000() {
            assertThat(feed(p95, 3000, 3000, 3000, 3000, 3000, 3000).level()).isEqualTo(Level.OK);
            assertThat(feed(p95, 3000.1, 3000.1, 3000.1, 3000.1, 3000.1).level())
                    .isEqualTo(Level.OK);
            assertThat(feed(p95, 3000.1, 3000.1, 3000.1, 3000.1, 3000.1, 3000.1).level())
                    .isEqualTo(Level.CRITICAL);
        }

        @Test
        void says_its_limits_in_words() {
            assertThat(p95.describe()).isEqualTo("warning >= 2000 for PT1H, critical > 3000 for PT5M");
            assertThat(p95.limitAt(Level.CRITICAL).condition()).isEqualTo("> 3000");
            assertThat(p95.limitAt(Level.OK).condition()).isEqualTo(">= 2000");
            assertThat(CPU.limitAt(Level.CRITICAL).condition()).isEqualTo("> 80");
        }
    }

    @Nested
    class With_hysteresis {
        @Test
        void the_state_follows_netdatas_example() {
            assertThat(NETDATA.judge(86, Level.OK)).isEqualTo(Level.WARNING);
            assertThat(NETDATA.judge(76, Level.WARNING)).isEqualTo(Level.WARNING);
            assertThat(NETDATA.judge(75, Level.WARNING)).isEqualTo(Level.OK);
            assertThat(NETDATA.judge(96, Level.OK)).isEqualTo(Level.CRITICAL);
            assertThat(NETDATA.judge(86, Level.CRITICAL)).isEqualTo(Level.CRITICAL);
            assertThat(NETDATA.judge(85, Level.CRITICAL)).isEqualTo(Level.WARNING);
            assertThat(NETDATA.judge(76, Level.CRITICAL)).isEqualTo(Level.WARNING);
            assertThat(NETDATA.judge(76)).isEqualTo(Level.OK);
        }

        @Test
        void the_alerts_follow_the_same_levels() {
            assertThat(feed(NETDATA, 96, 86).level()).isEqualTo(Level.CRITICAL);
            assertThat(feed(NETDATA, 96, 86, 85).level()).isEqualTo(Level.WARNING);
            assertThat(feed(NETDATA, 96, 86, 85, 76).level()).isEqualTo(Level.WARNING);
            assertThat(feed(NETDATA, 96, 86, 85, 76, 75).level()).isEqualTo(Level.OK);
            assertThat(feed(NETDATA, 76).level()).isEqualTo(Level.OK);
        }
    }

    @Nested
    class Without_a_value {
        private final ThresholdPolicy memory = ThresholdPolicy.builder()
                .critical(Threshold.above(95))
                .noDataAfter(Duration.ofMinutes(3))
                .build();

        @Test
        void a_firing_state_is_held_and_stale_and_no_data_is_raised_at_the_limit() {
            ThresholdState missing = memory.next(feed(memory, 96), Double.NaN, at(60));
            assertThat(missing.level()).isEqualTo(Level.CRITICAL);
            assertThat(missing.isStale()).isTrue();
            assertThat(missing.isNoData()).isFalse();
            assertThat(memory.next(missing, Double.NaN, at(60 + 179))).isSameAs(missing);
            ThresholdState silent = memory.next(missing, Double.NaN, at(60 + 180));
            assertThat(silent.isNoData()).isTrue();
            assertThat(silent.level()).isEqualTo(Level.CRITICAL);
        }

        @Test
        void a_good_state_is_held_too_and_the_next_value_ends_the_staleness() {
            ThresholdState missing = feed(memory, 50, Double.NaN);
            assertThat(missing.level()).isEqualTo(Level.OK);
            assertThat(missing.isStale()).isTrue();
            assertThat(memory.next(missing, 50, at(120)).isStale()).isFalse();
        }

        @Test
        void it_may_be_taken_for_good_as_prometheus_does() {
            ThresholdPolicy clear = ThresholdPolicy.builder()
                    .critical(Threshold.above(95))
                    .missingData(MissingData.CLEAR)
                    .build();
            assertThat(feed(clear, 96, Double.NaN).level()).isEqualTo(Level.OK);
            assertThat(feed(clear, 96, Double.NaN).isStale()).isTrue();
        }

        @Test
        void it_may_be_taken_for_bad() {
            ThresholdPolicy raise = ThresholdPolicy.builder()
                    .warning(Threshold.below(100))
                    .missingData(MissingData.RAISE)
                    .build();
            assertThat(feed(raise, 200, Double.NaN).level()).isEqualTo(Level.WARNING);
        }

        @Test
        void judging_it_keeps_the_level_before() {
            assertThat(NETDATA.judge(Double.NaN, Level.WARNING)).isEqualTo(Level.WARNING);
        }
    }

    @Test
    void critical_wins_over_warning_and_the_warning_alert_runs_beneath_it() {
        ThresholdState state = feed(ThresholdPolicy.of(Threshold.above(80), Threshold.above(95)), 96);
        assertThat(state.level()).isEqualTo(Level.CRITICAL);
        assertThat(state.warning().isFiring()).isTrue();
    }

    @Test
    void a_policy_without_limits_is_refused() {
        assertThatThrownBy(() -> ThresholdPolicy.builder().build()).hasMessageContaining("warning or a critical limit");
    }
}
