package com.allodoc.ops.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.threshold.AlertState.Firing;
import com.allodoc.ops.threshold.AlertState.Inactive;
import com.allodoc.ops.threshold.AlertState.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AlertStateTest {
    private static final Instant T0 = Instant.parse("2025-03-30T00:00:00Z");
    private static final AlertTiming FIVE = AlertTiming.pendingFor(Duration.ofMinutes(5));

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Row_by_row {
        private final Map<String, AlertState> states = new LinkedHashMap<>();

        @ParameterizedTest
        @CsvFileSource(files = "src/test/resources/vectors/alert_for_keep_firing.csv", numLinesToSkip = 1)
        void agrees_with_the_table(String name, long pendFor, long keep, long t, boolean condition, String expected) {
            AlertTiming timing = new AlertTiming(Duration.ofSeconds(pendFor), Duration.ofSeconds(keep));
            AlertState state =
                    states.getOrDefault(name, AlertState.inactive()).next(Condition.of(condition), at(t), timing);
            states.put(name, state);
            assertThat(state.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .isEqualTo(expected);
        }
    }

    @Nested
    class While_pending {
        private final AlertState pending = AlertState.inactive().next(Condition.MET, T0, FIVE);

        @Test
        void it_fires_at_exactly_the_waiting_time_and_not_a_nanosecond_before() {
            assertThat(pending.next(Condition.MET, at(300).minusNanos(1), FIVE)).isSameAs(pending);
            assertThat(pending.next(Condition.MET, at(300), FIVE)).isEqualTo(new Firing(T0, at(300), null));
        }

        @Test
        void one_miss_starts_it_over() {
            AlertState again = pending.next(Condition.NOT_MET, at(240), FIVE).next(Condition.MET, at(300), FIVE);
            assertThat(again).isEqualTo(new Pending(at(300)));
        }

        @Test
        void missing_data_holds_it_and_does_not_fire_it() {
            assertThat(pending.next(Condition.NO_DATA, at(600), FIVE)).isSameAs(pending);
            assertThat(pending.next(Condition.NO_DATA, at(600), FIVE)
                            .next(Condition.MET, at(601), FIVE)
                            .isFiring())
                    .isTrue();
        }

        @Test
        void a_clock_set_back_does_not_fire_it() {
            assertThat(pending.next(Condition.MET, T0.minusSeconds(3600), FIVE)).isSameAs(pending);
        }

        @Test
        void a_changed_waiting_time_counts_at_once() {
            assertThat(pending.next(Condition.MET, at(60), AlertTiming.pendingFor(Duration.ofMinutes(1)))
                            .isFiring())
                    .isTrue();
        }
    }

    @Nested
    class While_firing {
        private final AlertTiming keep = AlertTiming.IMMEDIATE.keepFiringFor(Duration.ofMinutes(5));
        private final AlertState firing = AlertState.inactive().next(Condition.MET, T0, keep);

        @Test
        void the_first_miss_starts_the_keeping_time_and_a_hit_cancels_it() {
            AlertState kept = firing.next(Condition.NOT_MET, at(60), keep);
            assertThat(kept).isEqualTo(new Firing(T0, T0, at(60)));
            assertThat(kept.next(Condition.NOT_MET, at(360).minusMillis(1), keep))
                    .isSameAs(kept);
            assertThat(kept.next(Condition.MET, at(120), keep)).isEqualTo(firing);
            assertThat(kept.next(Condition.NOT_MET, at(360), keep)).isEqualTo(new Inactive(at(360)));
        }

        @Test
        void missing_data_holds_it() {
            assertThat(firing.next(Condition.NO_DATA, at(999_999), keep)).isSameAs(firing);
        }

        @Test
        void its_end_is_told_for_fifteen_minutes() {
            Inactive resolved = (Inactive) firing.next(Condition.NOT_MET, at(60), AlertTiming.IMMEDIATE);
            assertThat(resolved.isRecentlyResolved(at(60 + 900))).isTrue();
            assertThat(resolved.isRecentlyResolved(at(60 + 900).plusNanos(1))).isFalse();
            assertThat(((Inactive) AlertState.inactive()).isRecentlyResolved(T0))
                    .isFalse();
        }
    }

    @Test
    void negative_times_are_refused() {
        assertThatThrownBy(() -> AlertTiming.pendingFor(Duration.ofSeconds(-1)))
                .hasMessageContaining("use zero for none");
    }

    /** The Go code, transcribed field by field, is the oracle. */
    @Test
    void agrees_with_a_transcript_of_the_prometheus_evaluator_on_random_histories() {
        long seed = Long.getLong("seed", 42L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 2_000; run++) {
            AlertTiming timing = new AlertTiming(
                    Duration.ofSeconds(random.nextInt(0, 5) * 60L), Duration.ofSeconds(random.nextInt(0, 5) * 60L));
            PrometheusAlert oracle = new PrometheusAlert(timing);
            AlertState state = AlertState.inactive();
            long t = 0;
            for (int step = 0; step < 60; step++) {
                t += random.nextInt(1, 120);
                boolean active = random.nextInt(3) > 0;
                oracle.evaluate(active, t);
                state = state.next(Condition.of(active), at(t), timing);
                assertThat(state.getClass().getSimpleName())
                        .as("seed %d run %d step %d", seed, run, step)
                        .isEqualTo(oracle.state);
            }
        }
    }

    private static final class PrometheusAlert {
        private final long holdDuration;
        private final long keepFiringFor;
        private String state = "Inactive";
        private long activeAt;
        private long keepFiringSince = -1;

        PrometheusAlert(AlertTiming timing) {
            holdDuration = timing.pendingFor().toSeconds();
            keepFiringFor = timing.keepFiringFor().toSeconds();
        }

        void evaluate(boolean active, long ts) {
            if (active && state.equals("Inactive")) {
                state = "Pending";
                activeAt = ts;
                keepFiringSince = -1;
            }
            boolean keepFiring = false;
            if (!active) {
                if (state.equals("Firing") && keepFiringFor > 0) {
                    if (keepFiringSince < 0) {
                        keepFiringSince = ts;
                    }
                    keepFiring = ts - keepFiringSince < keepFiringFor;
                }
                if (!keepFiring) {
                    state = "Inactive";
                    return;
                }
            } else {
                keepFiringSince = -1;
            }
            if (state.equals("Pending") && ts - activeAt >= holdDuration) {
                state = "Firing";
            }
        }
    }
}
