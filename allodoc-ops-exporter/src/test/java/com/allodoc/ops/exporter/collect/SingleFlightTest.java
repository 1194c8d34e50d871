package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(5));
    private static final Deadline LATER = Deadline.after(Duration.ofSeconds(50));

    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
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
}
