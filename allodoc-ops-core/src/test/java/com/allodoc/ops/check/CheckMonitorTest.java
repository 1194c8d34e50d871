package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.check.CheckMonitor.Step;
import com.allodoc.ops.check.CheckState.Phase;
import com.allodoc.ops.check.Transition.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CheckMonitorTest {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Row_by_row {
        private final Map<String, CheckState> states = new HashMap<>();

        @ParameterizedTest
        @CsvFileSource(files = "src/test/resources/vectors/check_soft_hard.csv", numLinesToSkip = 1)
        void agrees_with_the_table(
                String name,
                int maxAttempts,
                int step,
                CheckStatus result,
                Phase phase,
                int attempt,
                String hardChange,
                String notification) {
            CheckState before = states.computeIfAbsent(name, key -> CheckState.pending(FlapDetector.off()));
            Step next = CheckMonitor.of(maxAttempts, 1)
                    .accept(before, MonitorStory.result(result, step), Situation.at(MonitorStory.at(step)));
            states.put(name, next.state());
            assertThat(next.state().status()).isEqualTo(result);
            assertThat(next.state().phase()).isEqualTo(phase);
            assertThat(next.state().attempt()).isEqualTo(attempt);
            assertThat(next.has(Kind.HARD_CHANGE)).isEqualTo(hardChange.equals("yes"));
            assertThat(next.notifications())
                    .extracting(transition -> transition.kind().name())
                    .isEqualTo(notification == null ? java.util.List.of() : java.util.List.of(notification));
        }
    }

    @Nested
    class Soft_and_hard {
        @Test
        void the_problem_is_told_at_exactly_the_third_failure() {
            MonitorStory story = MonitorStory.of(3, 1).results(OK, CRITICAL, CRITICAL);
            assertThat(story.told()).isEmpty();
            assertThat(story.results(CRITICAL).told()).containsExactly("PROBLEM CRITICAL");
        }

        @Test
        void a_failure_that_passes_is_not_told() {
            assertThat(MonitorStory.of(3, 1).results(OK, CRITICAL, OK).told()).isEmpty();
        }

        @Test
        void a_hard_problem_tells_each_change_of_severity() {
            assertThat(MonitorStory.of(1, 1)
                            .results(OK, CRITICAL, WARNING, CRITICAL)
                            .told())
                    .containsExactly("PROBLEM CRITICAL", "PROBLEM WARNING", "PROBLEM CRITICAL");
        }

        @Test
        void a_check_that_fails_from_the_start_is_pending_then_soft_then_hard() {
            MonitorStory story = MonitorStory.of(2, 1);
            assertThat(story.state().phase()).isEqualTo(Phase.PENDING);
            assertThat(story.results(UNKNOWN).state().phase()).isEqualTo(Phase.SOFT);
            assertThat(story.state().confirmed()).isEqualTo(UNKNOWN);
            assertThat(story.results(UNKNOWN).told()).containsExactly("PROBLEM UNKNOWN");
        }

        @Test
        void since_tells_when_the_status_began_and_not_when_it_was_confirmed() {
            MonitorStory story = MonitorStory.of(3, 1).results(OK, CRITICAL, CRITICAL, CRITICAL, CRITICAL);
            assertThat(story.state().since()).isEqualTo(MonitorStory.at(2));
        }

        @Test
        void with_two_successes_to_clear_one_is_not_enough_and_a_failure_starts_over() {
            MonitorStory story = MonitorStory.of(1, 2).results(CRITICAL, OK);
            assertThat(story.state().status()).isEqualTo(CRITICAL);
            assertThat(story.state().successes()).isEqualTo(1);
            assertThat(story.results(CRITICAL).state().successes()).isZero();
            assertThat(story.results(OK).told()).containsExactly("PROBLEM CRITICAL");
            assertThat(story.results(OK).told()).containsExactly("PROBLEM CRITICAL", "RECOVERY OK");
        }

        @Test
        void counts_below_one_are_refused() {
            assertThatThrownBy(() -> CheckMonitor.of(0, 1)).hasMessageContaining("at least 1");
            assertThatThrownBy(() -> CheckMonitor.of(1, 0)).hasMessageContaining("at least 1");
        }
    }

    @Nested
    class A_result_out_of_order {
        @Test
        void is_ignored() {
            MonitorStory story = MonitorStory.of(1, 1).results(OK);
            CheckState before = story.state();
            assertThat(story.resultOf(CRITICAL, 0).state()).isSameAs(before);
            assertThat(story.told()).isEmpty();
        }

        @Test
        void counts_when_it_began_in_the_same_instant() {
            assertThat(MonitorStory.of(1, 1).results(OK).resultOf(CRITICAL, 1).told())
                    .containsExactly("PROBLEM CRITICAL");
        }

        @Test
        void counts_when_the_stored_one_lies_in_the_future() {
            MonitorStory story = MonitorStory.of(1, 1).resultOf(OK, 1_000_000);
            assertThat(story.resultOf(CRITICAL, 2).told()).containsExactly("PROBLEM CRITICAL");
        }
    }

    @Nested
    class A_step_that_changes_nothing {
        @Test
        void is_the_one_before_it_whether_all_is_well_or_the_problem_is_known() {
            for (MonitorStory story : List.of(
                    MonitorStory.of(1, 1).results(OK, OK),
                    MonitorStory.of(1, 1).results(CRITICAL, CRITICAL),
                    MonitorStory.of(1, 1).maintenance(true).results(CRITICAL, CRITICAL),
                    MonitorStory.of(1, 1).hiddenBy("database").results(CRITICAL, CRITICAL))) {
                Step settled = story.step();
                assertThat(story.results(story.state().status()).step()).isSameAs(settled);
                assertThat(story.pass(3_600).step()).isSameAs(settled);
            }
        }

        @Test
        void is_asked_again_as_long_as_an_acknowledgement_may_expire() {
            MonitorStory story = MonitorStory.of(1, 1).results(CRITICAL).acknowledgeFor(60);
            assertThat(story.results(CRITICAL, CRITICAL).step().settled()).isFalse();
        }

        @Test
        void has_no_transitions() {
            List<Transition> one = List.of(new Transition(Kind.RECOVERY, OK, MonitorStory.at(1), ""));
            CheckState state = CheckState.pending(FlapDetector.off());
            assertThatThrownBy(() -> new Step(state, one, true)).hasMessageContaining("settled");
        }
    }

    @Nested
    class An_acknowledgement {
        @Test
        void silences_the_problem_until_it_is_over_and_the_end_is_told() {
            MonitorStory story = MonitorStory.of(1, 1).results(CRITICAL).acknowledge(false);
            story.results(CRITICAL, CRITICAL);
            assertThat(story.results(OK).told()).containsExactly("PROBLEM CRITICAL", "RECOVERY OK");
            assertThat(story.state().acknowledgement()).isNull();
        }

        @Test
        void ends_with_a_change_of_severity_when_it_is_normal() {
            MonitorStory story = MonitorStory.of(1, 1).results(CRITICAL).acknowledge(false);
            assertThat(story.results(WARNING).told()).containsExactly("PROBLEM CRITICAL", "PROBLEM WARNING");
        }

        @Test
        void survives_a_change_of_severity_when_it_is_sticky() {
            MonitorStory story = MonitorStory.of(1, 1).results(CRITICAL).acknowledge(true);
            story.results(WARNING, CRITICAL, UNKNOWN);
            assertThat(story.told()).containsExactly("PROBLEM CRITICAL");
            assertThat(story.results(OK).told()).containsExactly("PROBLEM CRITICAL", "RECOVERY OK");
        }

        @Test
        void of_a_soft_problem_keeps_it_from_being_told() {
            MonitorStory story = MonitorStory.of(2, 1).results(CRITICAL).acknowledge(false);
            assertThat(story.results(CRITICAL, CRITICAL, OK).told()).isEmpty();
        }

        @Test
        void tells_the_problem_again_when_it_expires_at_its_very_instant() {
            MonitorStory story = MonitorStory.of(1, 1).results(CRITICAL).acknowledgeFor(60);
            assertThat(story.pass(59).told()).containsExactly("PROBLEM CRITICAL");
            assertThat(story.pass(1).told()).containsExactly("PROBLEM CRITICAL", "PROBLEM CRITICAL");
            assertThat(story.pass(600).told()).hasSize(2);
        }

        @Test
        void that_is_taken_back_tells_the_problem_again() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(CRITICAL).acknowledge(true).unacknowledge();
            assertThat(story.told()).containsExactly("PROBLEM CRITICAL", "PROBLEM CRITICAL");
        }

        @Test
        void of_a_check_without_a_problem_does_nothing() {
            assertThat(MonitorStory.of(1, 1).acknowledge(false).state().acknowledgement())
                    .isNull();
            assertThat(MonitorStory.of(1, 1)
                            .results(OK)
                            .acknowledge(false)
                            .state()
                            .acknowledgement())
                    .isNull();
        }

        @Test
        void must_say_who_and_must_not_end_before_it_begins() {
            assertThatThrownBy(() -> Acknowledgement.normal(" ", MonitorStory.at(0)))
                    .hasMessageContaining("who");
            assertThatThrownBy(() ->
                            Acknowledgement.normal("ana", MonitorStory.at(5)).until(MonitorStory.at(5)))
                    .hasMessageContaining("must be after");
        }
    }

    @Nested
    class Behind_a_parent_that_is_down {
        @Test
        void a_failure_is_recorded_but_not_told() {
            MonitorStory story = MonitorStory.of(1, 1).results(OK).hiddenBy("database");
            story.results(CRITICAL, CRITICAL);
            assertThat(story.told()).isEmpty();
            assertThat(story.state().isHardDown()).isTrue();
            assertThat(story.state().surroundings().hiddenBy()).containsExactly("database");
            assertThat(story.kinds()).contains(Kind.UNREACHABLE);
        }

        @Test
        void a_failure_that_outlives_the_parents_is_told_once_it_was_asked_again() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(OK).hiddenBy("database").results(CRITICAL);
            story.hiddenBy().pass(1);
            assertThat(story.told())
                    .as("its result is from while the parent was down")
                    .isEmpty();
            assertThat(story.results(CRITICAL).told()).containsExactly("PROBLEM CRITICAL");
        }

        @Test
        void a_failure_that_went_with_the_parents_is_never_told() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(OK).hiddenBy("database").results(CRITICAL);
            assertThat(story.hiddenBy().pass(1).results(OK).told()).isEmpty();
        }

        @Test
        void the_end_of_a_problem_that_was_told_before_is_told_afterwards() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(CRITICAL).hiddenBy("database").results(OK);
            assertThat(story.told()).containsExactly("PROBLEM CRITICAL");
            assertThat(story.hiddenBy().pass(1).results(OK).told()).containsExactly("PROBLEM CRITICAL", "RECOVERY OK");
        }
    }

    @Nested
    class In_a_maintenance_window {
        @Test
        void a_problem_is_held_back_and_told_at_once_when_the_window_closes() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(OK).maintenance(true).results(CRITICAL, CRITICAL);
            assertThat(story.told()).isEmpty();
            assertThat(story.maintenance(false).pass(1).told()).containsExactly("PROBLEM CRITICAL");
            assertThat(story.results(CRITICAL).told()).hasSize(1);
        }

        @Test
        void a_problem_that_is_over_before_the_window_is_never_told() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(OK).maintenance(true).results(CRITICAL, OK);
            assertThat(story.maintenance(false).pass(1).told()).isEmpty();
        }

        @Test
        void the_recovery_of_a_problem_from_before_is_told_at_once() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(CRITICAL).maintenance(true).results(OK);
            assertThat(story.told()).containsExactly("PROBLEM CRITICAL", "RECOVERY OK");
        }

        @Test
        void a_problem_from_before_that_is_still_there_is_told_again_when_the_window_closes() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(CRITICAL).maintenance(true).results(CRITICAL);
            assertThat(story.maintenance(false).pass(1).told()).containsExactly("PROBLEM CRITICAL", "PROBLEM CRITICAL");
            assertThat(story.state().told().owed()).isFalse();
        }

        @Test
        void a_soft_failure_at_its_end_is_told_when_it_is_confirmed_and_forgotten_when_it_passes() {
            MonitorStory story =
                    MonitorStory.of(2, 1).results(OK).maintenance(true).results(CRITICAL);
            assertThat(story.maintenance(false).pass(1).told()).isEmpty();
            assertThat(story.results(OK, CRITICAL, CRITICAL).told()).containsExactly("PROBLEM CRITICAL");
        }

        @Test
        void what_is_never_suppressed_is_told() {
            MonitorStory story = new MonitorStory(new CheckMonitor(1, 1, false), FlapDetector.off()).maintenance(true);
            assertThat(story.results(CRITICAL).told()).containsExactly("PROBLEM CRITICAL");
        }

        @Test
        void an_acknowledged_problem_stays_silent_at_its_end_and_is_still_owed() {
            MonitorStory story =
                    MonitorStory.of(1, 1).results(CRITICAL).acknowledge(true).maintenance(true);
            assertThat(story.pass(1).maintenance(false).pass(1).told()).hasSize(1);
            assertThat(story.unacknowledge().told()).hasSize(2);
        }
    }

    @Nested
    class While_flapping {
        private MonitorStory flapping() {
            MonitorStory story = new MonitorStory(CheckMonitor.of(1, 1), FlapDetector.standard());
            return story.results(OK, CRITICAL, OK, CRITICAL, OK, CRITICAL, OK);
        }

        @Test
        void one_start_replaces_problems_and_recoveries() {
            MonitorStory story = flapping();
            assertThat(story.told())
                    .containsExactly(
                            "PROBLEM CRITICAL",
                            "RECOVERY OK",
                            "PROBLEM CRITICAL",
                            "RECOVERY OK",
                            "PROBLEM CRITICAL",
                            "FLAPPING_STARTED OK");
            assertThat(story.results(CRITICAL, OK, CRITICAL).told()).hasSize(6);
        }

        @Test
        void one_end_tells_where_it_settled_and_nothing_more_is_told_of_that() {
            MonitorStory story = flapping();
            for (int i = 0; i < 20; i++) {
                story.results(CRITICAL);
            }
            assertThat(story.told().subList(6, story.told().size())).containsExactly("FLAPPING_ENDED CRITICAL");
            assertThat(story.results(OK).told()).last().isEqualTo("RECOVERY OK");
        }

        @Test
        void an_end_that_is_good_is_told_even_in_a_maintenance_window_and_one_that_is_not_after_it() {
            MonitorStory good = flapping().maintenance(true);
            MonitorStory bad = flapping().maintenance(true);
            for (int i = 0; i < 20; i++) {
                good.results(OK);
                bad.results(CRITICAL);
            }
            assertThat(good.told()).hasSize(7).endsWith("FLAPPING_ENDED OK");
            assertThat(bad.told()).hasSize(6);
            assertThat(bad.maintenance(false).pass(1).told()).hasSize(7).endsWith("FLAPPING_ENDED CRITICAL");
        }

        @Test
        void nothing_starts_flapping_aloud_in_a_maintenance_window_but_after_it() {
            MonitorStory story = new MonitorStory(CheckMonitor.of(1, 1), FlapDetector.standard()).maintenance(true);
            story.results(OK, CRITICAL, OK, CRITICAL, OK, CRITICAL, OK, CRITICAL);
            assertThat(story.told()).isEmpty();
            assertThat(story.maintenance(false).pass(1).told()).containsExactly("FLAPPING_STARTED CRITICAL");
        }
    }

    @Test
    void looking_again_at_what_has_not_changed_gives_back_the_same_state() {
        MonitorStory story = MonitorStory.of(1, 1).results(CRITICAL);
        CheckState before = story.state();
        assertThat(story.pass(10).state()).isSameAs(before);
    }
}
