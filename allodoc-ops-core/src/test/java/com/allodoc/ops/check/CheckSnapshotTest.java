package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.threshold.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckSnapshotTest {
    private static final CheckDefinition BACKEND = CheckDefinition.builder("backend", context -> context.ok("fine"))
            .period(Duration.ofSeconds(30))
            .build();

    private static final RunCounts ONE_RUN = new RunCounts(1, 0, 0, null);

    @Nested
    class Its_time_to_live {
        private final CheckResult slow =
                new CheckResult(OK, "fine", List.of(), null, MonitorStory.at(1), Duration.ofSeconds(4));
        private final CheckState state = CheckMonitor.of(3, 1)
                .accept(CheckState.pending(FlapDetector.off()), slow, Situation.at(MonitorStory.at(5)))
                .state();

        private CheckSnapshot at(Instant now) {
            return new CheckSnapshot(BACKEND, state, slow, ONE_RUN, now);
        }

        @Test
        void is_twice_the_period_by_default() {
            assertThat(BACKEND.timeToLive()).isEqualTo(Duration.ofSeconds(60));
        }

        @Test
        void holds_at_exactly_its_end_and_is_over_a_millisecond_later() {
            Instant end = MonitorStory.at(5 + 60);
            assertThat(at(end).status()).isEqualTo(OK);
            assertThat(at(end.plusMillis(1)).status()).isEqualTo(UNKNOWN);
            assertThat(at(end.plusMillis(1)).confirmed()).isEqualTo(UNKNOWN);
        }

        @Test
        void says_stale_instead_of_the_last_good_value() {
            assertThat(at(MonitorStory.at(100)).explain())
                    .isEqualTo("backend: UNKNOWN (stale, was OK, since 2025-10-26T00:00:01Z, confirmed): fine;"
                            + " last result 1m35s old, limit 1m");
        }
    }

    @Test
    void before_the_first_result_it_is_unknown_and_says_pending() {
        CheckSnapshot snapshot = MonitorStory.of(1, 1).snapshot(BACKEND, ONE_RUN, MonitorStory.at(0));
        assertThat(snapshot.status()).isEqualTo(UNKNOWN);
        assertThat(snapshot.explain()).isEqualTo("backend: UNKNOWN (pending): not checked yet");
        assertThat(snapshot.lastResult()).isEmpty();
    }

    @Test
    void it_tells_value_limit_since_attempt_parent_and_owner() {
        CheckResult slow = CheckResult.of(CRITICAL, "HTTP 200, but slow", MonitorStory.at(3))
                .withMeasurement(new Measurement("response_seconds", 3.41234567, "s", Threshold.above(3)));
        MonitorStory story = MonitorStory.of(3, 1).results(OK, OK);
        CheckMonitor monitor = CheckMonitor.of(3, 1);
        Situation hidden = Situation.at(MonitorStory.at(3)).inMaintenance().hiddenBy("database");
        CheckState state = monitor.accept(story.state(), slow, hidden).state();
        state = monitor.acknowledge(state, Acknowledgement.sticky("ana", MonitorStory.at(3)), hidden)
                .state();
        assertThat(new CheckSnapshot(BACKEND, state, slow, ONE_RUN, MonitorStory.at(3)).explain())
                .isEqualTo(
                        "backend: CRITICAL (since 2025-10-26T00:00:03Z, attempt 1 of 3): HTTP 200, but slow"
                                + " [response_seconds 3.41235 s, limit > 3]; hidden by database; in maintenance; acknowledged by ana");
    }

    @Test
    void it_tells_of_a_stuck_run_and_of_flapping() {
        MonitorStory story = new MonitorStory(CheckMonitor.of(3, 1), FlapDetector.standard())
                .results(OK, CRITICAL, OK, CRITICAL, OK, CRITICAL, OK);
        CheckSnapshot snapshot =
                story.snapshot(BACKEND, new RunCounts(7, 1, 1, MonitorStory.at(7)), MonitorStory.at(8));
        assertThat(snapshot.explain())
                .endsWith("a run is stuck since 2025-10-26T00:00:07Z; flapping, 33.9 % of recent results changed");
    }

    @Test
    void it_counts_successes_on_the_way_back() {
        CheckDefinition careful = CheckDefinition.builder("backend", context -> context.ok("fine"))
                .failuresToTrip(1)
                .successesToClear(3)
                .build();
        MonitorStory story = MonitorStory.of(1, 3).results(CRITICAL, OK);
        assertThat(story.snapshot(careful, ONE_RUN, MonitorStory.at(3)).explain())
                .contains("success 1 of 3 to clear");
    }

    @Test
    void it_has_a_result_unless_it_is_pending() {
        CheckState pending = CheckState.pending(FlapDetector.off());
        CheckState known = MonitorStory.of(1, 1).results(OK).state();
        CheckResult result = MonitorStory.result(OK, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckSnapshot(BACKEND, pending, result, ONE_RUN, MonitorStory.at(1)))
                .withMessageContaining("backend has one and is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckSnapshot(BACKEND, known, null, ONE_RUN, MonitorStory.at(1)))
                .withMessageContaining("backend has none and is not");
    }
}
