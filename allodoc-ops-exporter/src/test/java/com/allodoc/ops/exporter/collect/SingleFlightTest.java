package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Seed;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(5));
    private static final Deadline LATER = Deadline.after(Duration.ofSeconds(50));

    private final AtomicLong clock = new AtomicLong();
    private final SingleFlight<String, Integer> flights = new SingleFlight<>(Duration.ZERO, clock::get);
    private final AtomicInteger started = new AtomicInteger();
    private final CompletableFuture<Integer> work = new CompletableFuture<>();

    private CompletableFuture<Integer> join(String key, Deadline deadline) {
        return flights.join(key, deadline, () -> {
            started.incrementAndGet();
            return work;
        });
    }

    @Test
    void those_who_ask_while_it_is_under_way_share_the_answer() {
        CompletableFuture<Integer> first = join("all", SOON);
        CompletableFuture<Integer> second = join("all", LATER);
        work.complete(7);

        assertThat(started).hasValue(1);
        assertThat(first).isCompletedWithValue(7);
        assertThat(second).isCompletedWithValue(7);
    }

    @Test
    void those_who_come_after_it_start_anew() {
        join("all", SOON);
        work.complete(7);
        join("all", SOON);

        assertThat(started).hasValue(2);
    }

    @Test
    void other_questions_have_their_own_answer() {
        join("all", SOON);
        join("redis", SOON);

        assertThat(started).hasValue(2);
    }

    @Test
    void nobody_waits_for_an_answer_that_may_come_after_their_deadline() {
        join("all", LATER);
        join("all", SOON);

        assertThat(started).hasValue(2);
    }

    @Test
    void a_failure_is_shared_and_does_not_stay() {
        CompletableFuture<Integer> failed = flights.join("all", SOON, () -> {
            throw new IllegalStateException("broken");
        });
        CompletableFuture<Integer> next = join("all", SOON);
        work.complete(1);

        assertThat(failed).isCompletedExceptionally();
        assertThat(next).isCompletedWithValue(1);
    }

    @Nested
    class With_a_minimum_interval {
        private final SingleFlight<String, Integer> keeping = new SingleFlight<>(Duration.ofSeconds(10), clock::get);
        private final AtomicInteger answers = new AtomicInteger();

        private CompletableFuture<Integer> ask(String key, Deadline deadline) {
            return keeping.join(key, deadline, () -> CompletableFuture.completedFuture(answers.incrementAndGet()));
        }

        private void pass(Duration duration) {
            clock.addAndGet(duration.toNanos());
        }

        @Test
        void an_answer_is_given_again_until_it_is_older() {
            assertThat(ask("all", LATER)).isCompletedWithValue(1);
            pass(Duration.ofSeconds(10));
            assertThat(ask("all", LATER)).isCompletedWithValue(1);
            pass(Duration.ofMillis(1));
            assertThat(ask("all", LATER)).isCompletedWithValue(2);
            assertThat(keeping.started()).isEqualTo(2);
            assertThat(keeping.repeated()).isEqualTo(1);
        }

        @Test
        void its_age_counts_from_the_start_of_the_work() {
            CompletableFuture<Integer> slow = new CompletableFuture<>();
            keeping.join("all", LATER, () -> slow);
            pass(Duration.ofMillis(10_001));
            slow.complete(7);

            assertThat(ask("all", LATER)).isCompletedWithValue(1);
        }

        @Test
        void a_failure_is_not_given_again() {
            keeping.join("all", LATER, () -> {
                throw new IllegalStateException("broken");
            });
            assertThat(ask("all", LATER)).isCompletedWithValue(1);
        }

        @Test
        void an_answer_cut_short_by_its_deadline_is_not_given_again() {
            AtomicLong time = new AtomicLong();
            CompletableFuture<Integer> slow = new CompletableFuture<>();
            keeping.join("all", Deadline.after(Duration.ofSeconds(5), time::get), () -> slow);
            time.set(Duration.ofSeconds(5).toNanos());
            slow.complete(7);

            assertThat(ask("all", LATER)).isCompletedWithValue(1);
        }

        @Test
        void few_answers_are_kept_however_many_things_are_asked_for() {
            for (int i = 0; i < 1_000; i++) {
                assertThat(ask("question " + i, LATER)).isCompletedWithValue(i + 1);
            }
            assertThat(ask("question 999", LATER)).isCompletedWithValue(1_000);
            assertThat(ask("question 0", LATER)).isCompletedWithValue(1_001);
        }

        @Test
        void of_half_the_scrape_interval_two_askers_cost_one_whatever_lies_between_them() {
            long seed = Seed.value();
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < 500; round++) {
                SingleFlight<String, Integer> shared = new SingleFlight<>(Duration.ofMillis(7_500), clock::get);
                // The two halves are the hardest to tell apart, and chance would try them once in thirty runs.
                int offset = round == 0 ? 7_500 : random.nextInt(15_000);
                int asked = 0;
                for (int scrape = 0; scrape < 20; scrape++) {
                    for (int wait : new int[] {offset, 15_000 - offset}) {
                        shared.join("all", LATER, () -> CompletableFuture.completedFuture(1));
                        pass(Duration.ofMillis(wait));
                        asked++;
                    }
                }
                assertThat(asked).isEqualTo(40);
                assertThat(shared.started())
                        .as("offset %d ms, -Dseed=%d", offset, seed)
                        .isLessThanOrEqualTo(21);
            }
        }
    }
}
