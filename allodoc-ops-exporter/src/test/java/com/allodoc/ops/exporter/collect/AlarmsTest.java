package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Alarms alarms = new Alarms(timer);
    private final ConcurrentLinkedQueue<String> rung = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private CompletableFuture<Void> set(String name, Duration after) {
        CompletableFuture<Void> work = new CompletableFuture<>();
        alarms.set(Deadline.after(after), () -> rung.add(name), work);
        return work;
    }

    @Test
    void rings_in_the_order_of_the_deadlines_whatever_the_order_they_were_set_in() throws Exception {
        set("third", Duration.ofMillis(150));
        set("first", Duration.ofMillis(20));
        set("second", Duration.ofMillis(80));

        Await.until(() -> rung.size() == 3);

        assertThat(rung).containsExactly("first", "second", "third");
    }

    @Test
    void does_not_ring_for_work_that_is_done() throws Exception {
        set("done", Duration.ofMillis(50)).complete(null);
        set("failed", Duration.ofMillis(50)).completeExceptionally(new IllegalStateException("no"));
        set("late", Duration.ofMillis(100));

        Await.until(() -> !rung.isEmpty());

        assertThat(rung).containsExactly("late");
    }

    @Test
    void one_that_fails_stops_no_other() throws Exception {
        alarms.set(
                Deadline.after(Duration.ofMillis(10)),
                () -> {
                    throw new IllegalStateException("no");
                },
                new CompletableFuture<>());
        set("late", Duration.ofMillis(10));

        Await.until(() -> !rung.isEmpty());

        assertThat(rung).containsExactly("late");
    }

    @Test
    void thousands_that_are_kept_leave_one_look_in_the_timer() {
        for (int i = 0; i < 10_000; i++) {
            set("never", Duration.ofMinutes(5)).complete(null);
        }

        assertThat(timer.getQueue()).hasSize(1);
        assertThat(rung).isEmpty();
    }

    @Test
    void an_earlier_deadline_takes_the_place_of_the_look() {
        timer.setRemoveOnCancelPolicy(true);
        for (int minutes : List.of(5, 4, 3, 2, 1)) {
            set("never", Duration.ofMinutes(minutes));
        }

        assertThat(timer.getQueue()).hasSize(1);
    }

    @Test
    void many_threads_miss_none() throws Exception {
        int each = 500;
        CountDownLatch done = new CountDownLatch(4 * each);
        List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        alarms.set(
                                Deadline.after(Duration.ofMillis((i * 37 + thread) % 60)),
                                done::countDown,
                                new CompletableFuture<>());
                    }
                }))
                .toList();
        threads.forEach(CompletableFuture::join);

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
