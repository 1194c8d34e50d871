package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedTest {
    private final CompletableFuture<String> work = new CompletableFuture<>();
    private final Awaited<String> awaited = new Awaited<>();
    private final CompletableFuture<String> first = awaited.join().orElseThrow();
    private final CompletableFuture<String> second = awaited.join().orElseThrow();

    @Test
    void everybody_gets_the_answer() {
        awaited.answerWith(work, (value, failure) -> {});
        work.complete("here");

        assertThat(first).isCompletedWithValue("here");
        assertThat(second).isCompletedWithValue("here");
        assertThat(awaited.join().orElseThrow()).isCompletedWithValue("here");
    }

    @Test
    void one_that_leaves_takes_nothing_from_the_others() {
        awaited.answerWith(work, (value, failure) -> {});
        first.cancel(true);
        assertThat(work).isNotDone();
        work.complete("here");

        assertThat(second).isCompletedWithValue("here");
    }

    @Test
    void the_last_one_that_leaves_cancels_the_work_and_nobody_joins_any_more() {
        awaited.answerWith(work, (value, failure) -> {});
        first.cancel(true);
        second.cancel(true);

        assertThat(work).isCancelled();
        assertThat(awaited.join()).isEmpty();
    }

    @Test
    void leaving_before_the_work_begins_cancels_it_as_it_begins() {
        first.cancel(true);
        second.cancel(true);
        awaited.answerWith(work, (value, failure) -> {});

        assertThat(work).isCancelled();
    }

    @Test
    void a_failure_reaches_everybody() {
        awaited.answerWith(work, (value, failure) -> {});
        work.completeExceptionally(new IllegalStateException("broken"));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }
}
