package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.time.Occurrence;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The scheduler with a clock that is turned by hand, but with its real threads. */
class CheckSchedulerTest {
    private final TestTime time = new TestTime();
    private final CheckScheduler.Builder builder =
            CheckScheduler.builder().clock(time).nanoTime(time::nanoTime).closeWithin(Duration.ofSeconds(10));
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private CheckScheduler scheduler = builder.build();

    @AfterEach
    void close() {
        release.countDown();
        scheduler.close();
    }

    private static CheckDefinition.Builder every10s(String name, Check check) {
        return CheckDefinition.builder(name, check)
                .period(Duration.ofSeconds(10))
                .timeout(Duration.ofSeconds(4))
                .failuresToTrip(1);
    }

    private CheckClockwork open(CheckDefinition... definitions) {
        scheduler = builder.checks(List.of(definitions)).build();
        return scheduler.open();
    }

    private void awaitRuns(String name, int runs) {
        Eventually.await(name + " has run " + runs + " times", () -> {
            CheckSnapshot snapshot = scheduler.snapshot(name);
            return snapshot.counts().runs() == runs && scheduler.stats().running() == 0;
        });
    }

    /** Ignores interruption until the test lets it go. */
    private CheckResult hang(CheckContext context) {
        hanging.countDown();
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                released = release.getCount() == 0;
            }
        }
        return context.ok("too late");
    }

    @Nested
    class In_its_rhythm {
        @Test
        void every_check_is_asked_at_once_and_then_once_per_period() {
            AtomicInteger calls = new AtomicInteger();
            CheckClockwork clockwork = open(every10s("a", context -> context.ok("call " + calls.incrementAndGet()))
                    .build());
            clockwork.pass();
            awaitRuns("a", 1);
            time.advance(Duration.ofMillis(9_999));
            clockwork.pass();
            awaitRuns("a", 1);
            time.advance(Duration.ofMillis(1));
            clockwork.pass();
            awaitRuns("a", 2);
            assertThat(scheduler.snapshot("a").lastResult().orElseThrow().startedAt())
                    .isEqualTo(TestTime.START.plusSeconds(10));
        }

        @Test
        void turns_that_the_machine_slept_through_are_not_made_up_for() {
            CheckClockwork clockwork =
                    open(every10s("a", context -> context.ok("fine")).build());
            clockwork.pass();
            awaitRuns("a", 1);
            time.advance(Duration.ofHours(1));
            clockwork.pass();
            clockwork.pass();
            awaitRuns("a", 2);
            time.advance(Duration.ofSeconds(10));
            clockwork.pass();
            awaitRuns("a", 3);
        }

        @Test
        void a_pass_says_how_long_there_is_nothing_to_do() {
            CheckClockwork clockwork = open(every10s("a", context -> context.ok("fine"))
                    .period(Duration.ofMillis(500))
                    .timeout(Duration.ofMillis(200))
                    .build());
            clockwork.pass();
            awaitRuns("a", 1);
            time.advance(Duration.ofMillis(400));
            assertThat(clockwork.pass()).isEqualTo(Duration.ofMillis(100).toNanos());
        }

        @Test
        void asking_now_starts_the_rhythm_anew() {
            CheckClockwork clockwork =
                    open(every10s("a", context -> context.ok("fine")).build());
            clockwork.pass();
            awaitRuns("a", 1);
            time.advance(Duration.ofSeconds(3));
            scheduler.runNow("a");
            clockwork.pass();
            awaitRuns("a", 2);
            time.advance(Duration.ofSeconds(9));
            clockwork.pass();
            awaitRuns("a", 2);
            time.advance(Duration.ofSeconds(1));
            clockwork.pass();
            awaitRuns("a", 3);
        }
    }

    @Nested
    class Behind_the_barrier {
        private CheckResult outcomeOf(Check check) {
            open(every10s("a", check).build()).pass();
            awaitRuns("a", 1);
            return scheduler.snapshot("a").lastResult().orElseThrow();
        }

        @Test
        void an_exception_is_critical_with_its_first_line_and_its_cause() {
            CheckResult result = outcomeOf(context -> {
                throw new IOException("connection refused\nsecret second line");
            });
            assertThat(result.status()).isEqualTo(CRITICAL);
            assertThat(result.summary()).isEqualTo("IOException: connection refused");
            assertThat(result.cause()).isInstanceOf(IOException.class);
        }

        @Test
        void an_error_is_unknown() {
            CheckResult result = outcomeOf(context -> {
                throw new NoClassDefFoundError("driver");
            });
            assertThat(result.status()).isEqualTo(UNKNOWN);
            assertThat(result.summary()).isEqualTo("the check broke: NoClassDefFoundError: driver");
        }

        @Test
        void endless_recursion_is_unknown() {
            assertThat(outcomeOf(this::recurse).status()).isEqualTo(UNKNOWN);
        }

        @SuppressWarnings("InfiniteRecursion")
        private CheckResult recurse(CheckContext context) {
            CheckResult deeper = recurse(context);
            return deeper.withMeasurement(Measurement.of("depth", 1, ""));
        }

        @Test
        @SuppressWarnings("NullAway")
        void null_is_unknown() {
            assertThat(outcomeOf(context -> null).summary()).contains("returned null");
        }

        @Test
        void a_result_with_made_up_times_gets_the_schedulers() {
            CheckResult result = outcomeOf(context -> CheckResult.of(OK, "fine", TestTime.START.plusSeconds(999_999)));
            assertThat(result.startedAt()).isEqualTo(TestTime.START);
        }
    }

    @Nested
    class With_a_check_that_ignores_interruption {
        private final CheckClockwork clockwork = open(
                every10s("stuck", CheckSchedulerTest.this::hang).build(),
                every10s("fine", context -> context.ok("fine")).build());

        @Test
        void it_is_unknown_at_its_limit_and_not_before() {
            clockwork.pass();
            time.advance(Duration.ofMillis(3_999));
            clockwork.pass();
            assertThat(scheduler.snapshot("stuck").state().isPending()).isTrue();
            time.advance(Duration.ofMillis(1));
            clockwork.pass();
            CheckResult result = scheduler.snapshot("stuck").lastResult().orElseThrow();
            assertThat(result.status()).isEqualTo(UNKNOWN);
            assertThat(result.summary()).isEqualTo("no answer within 4000 ms");
            assertThat(result.duration()).isEqualTo(Duration.ofSeconds(4));
        }

        @Test
        void it_is_not_started_again_but_reported_at_every_turn_and_counted() throws InterruptedException {
            for (int i = 0; i < 20; i++) {
                clockwork.pass();
                // A run that is given up before its thread has begun is not stuck, and its next turn starts anew.
                hanging.await();
                awaitFine(i + 1);
                time.advance(Duration.ofSeconds(5));
                clockwork.pass();
                time.advance(Duration.ofSeconds(5));
            }
            CheckSnapshot stuck = scheduler.snapshot("stuck");
            assertThat(stuck.counts()).isEqualTo(new RunCounts(1, 1, 19, TestTime.START));
            assertThat(stuck.status()).isEqualTo(UNKNOWN);
            assertThat(stuck.lastResult().orElseThrow().summary()).contains("not started again");
            assertThat(scheduler.stats().stuck()).isEqualTo(1);
            assertThat(scheduler.snapshot("fine").counts()).isEqualTo(new RunCounts(20, 0, 0, null));
            assertThat(scheduler.snapshot("fine").status()).isEqualTo(OK);
        }

        @Test
        void its_answer_after_the_limit_is_not_taken_and_its_next_turn_runs_again() {
            clockwork.pass();
            time.advance(Duration.ofSeconds(4));
            clockwork.pass();
            release.countDown();
            Eventually.await("the stuck run has ended", () -> scheduler.stats().stuck() == 0);
            assertThat(scheduler.snapshot("stuck").status()).isEqualTo(UNKNOWN);
            time.advance(Duration.ofSeconds(6));
            clockwork.pass();
            Eventually.await(
                    "it is good again", () -> scheduler.snapshot("stuck").status() == OK);
            assertThat(scheduler.snapshot("stuck").counts()).isEqualTo(new RunCounts(2, 1, 0, null));
        }

        private void awaitFine(int runs) {
            Eventually.await("fine has run", () -> {
                CheckSnapshot fine = scheduler.snapshot("fine");
                return fine.counts().runs() == runs
                        && fine.lastResult().isPresent()
                        && fine.lastResult().get().startedAt().equals(time.instant());
            });
        }
    }

    @Nested
    class With_a_limit_on_concurrency {
        @Test
        void a_stuck_check_gives_up_its_place_at_its_limit_and_the_longest_waiting_comes_first() {
            builder.maxConcurrent(1);
            Queue<String> order = new ConcurrentLinkedQueue<>();
            CheckClockwork clockwork = open(
                    every10s("stuck", CheckSchedulerTest.this::hang).build(),
                    every10s("late", context -> noted(order, "late", context)).build(),
                    every10s("early", context -> noted(order, "early", context)).build());
            clockwork.pass();
            assertThat(scheduler.stats().waiting()).isEqualTo(2);
            time.advance(Duration.ofSeconds(2));
            scheduler.runNow("late");
            time.advance(Duration.ofSeconds(2));
            clockwork.pass();
            awaitRuns("early", 1);
            clockwork.pass();
            awaitRuns("late", 1);
            assertThat(order).containsExactly("early", "late");
            assertThat(scheduler.stats().waiting()).isZero();
        }

        private CheckResult noted(Queue<String> order, String name, CheckContext context) {
            order.add(name);
            return context.ok("fine");
        }
    }

    @Nested
    class Around_the_verdict {
        private volatile CheckStatus database = OK;
        private volatile CheckStatus backend = OK;
        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final AtomicInteger heard = new AtomicInteger();

        private CheckClockwork openBoth() {
            builder.listener(new CheckListener() {
                @Override
                public void onResult(CheckSnapshot check) {
                    heard.incrementAndGet();
                }

                @Override
                public void onTransition(CheckSnapshot check, Transition transition) {
                    if (transition.kind().isNotification()) {
                        told.add(check.name() + " " + transition.kind());
                    }
                }
            });
            return open(
                    every10s("database", context -> context.result(database, "db"))
                            .groups("ready")
                            .build(),
                    every10s("backend", context -> context.result(backend, "be"))
                            .groups("ready", "live")
                            .dependsOn("database")
                            .build());
        }

        private void turn(CheckClockwork clockwork) {
            int before = heard.get();
            clockwork.pass();
            Eventually.await("both results were heard", () -> heard.get() >= before + 2);
            time.advance(Duration.ofSeconds(10));
        }

        @Test
        void a_child_of_a_parent_that_is_down_is_recorded_and_not_told() {
            CheckClockwork clockwork = openBoth();
            turn(clockwork);
            database = CRITICAL;
            turn(clockwork);
            backend = CRITICAL;
            turn(clockwork);
            assertThat(told).containsExactly("database PROBLEM");
            assertThat(scheduler.snapshot("backend").explain()).contains("hidden by database");
            assertThat(scheduler.report("ready").status()).isEqualTo(CRITICAL);
        }

        @Test
        void maintenance_holds_problems_back_until_its_end_is_noticed() {
            CheckClockwork clockwork = openBoth();
            Occurrence window = new Occurrence(TestTime.START, TestTime.START.plusSeconds(25));
            scheduler.suppress(List.of(Suppression.ofGroups(window, "ready")));
            database = CRITICAL;
            turn(clockwork);
            turn(clockwork);
            assertThat(told).isEmpty();
            time.advance(Duration.ofSeconds(5));
            clockwork.pass();
            Eventually.await("the end of the window is told", () -> told.size() == 1);
            assertThat(told).containsExactly("database PROBLEM");
        }

        @Test
        void an_acknowledged_problem_is_someones() {
            CheckClockwork clockwork = openBoth();
            backend = CRITICAL;
            turn(clockwork);
            assertThat(scheduler.acknowledge("backend", Acknowledgement.sticky("ana", time.instant())))
                    .isTrue();
            assertThat(scheduler.acknowledge("database", Acknowledgement.sticky("ana", time.instant())))
                    .isFalse();
            assertThat(scheduler.snapshot("backend").explain()).contains("acknowledged by ana");
            scheduler.unacknowledge("backend");
            Eventually.await("it is told again", () -> told.size() == 2);
            assertThat(told).containsExactly("backend PROBLEM", "backend PROBLEM");
        }

        @Test
        void reports_are_by_group_and_of_all() {
            CheckClockwork clockwork = openBoth();
            assertThat(scheduler.report("live").status()).isEqualTo(UNKNOWN);
            turn(clockwork);
            assertThat(scheduler.report("live").checks()).hasSize(1);
            assertThat(scheduler.report().checks()).hasSize(2);
            assertThat(scheduler.report().status()).isEqualTo(OK);
            assertThat(scheduler.report("nobody").status()).isEqualTo(OK);
            time.advance(Duration.ofSeconds(21));
            assertThat(scheduler.report("live").status()).as("stale").isEqualTo(UNKNOWN);
        }
    }

    @Test
    void a_group_without_checks_is_unknown_before_the_start() {
        assertThat(scheduler.report("live").status()).isEqualTo(UNKNOWN);
    }

    @Test
    void names_that_are_not_there_and_second_starts_are_refused() {
        open(every10s("a", context -> context.ok("fine")).build());
        assertThatThrownBy(() -> scheduler.snapshot("b")).hasMessage("no check is named b; there are [a]");
        assertThatThrownBy(() -> scheduler.runNow("b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(scheduler::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.maxConcurrent(0)).hasMessageContaining("at least 1");
        CheckDefinition twin = every10s("a", context -> context.ok("fine")).build();
        assertThatThrownBy(
                        () -> CheckScheduler.builder().check(twin).check(twin).build())
                .hasMessageContaining("two checks are named a");
    }
}
