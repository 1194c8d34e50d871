package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScrapeThreadsTest {
    private final ScrapeThreads threads = new ScrapeThreads();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        threads.close();
    }

    private void tell(String what) {
        told.add(what + " on " + Thread.currentThread().getName());
    }

    private List<String> told(int count) throws InterruptedException {
        String[] all = new String[count];
        for (int i = 0; i < count; i++) {
            all[i] = told.poll(20, TimeUnit.SECONDS);
        }
        return List.of(all);
    }

    @Test
    void what_follows_is_done_by_the_same_thread_after_its_work() throws Exception {
        threads.execute(() -> {
            assertThat(ScrapeThreads.followUp(() -> tell("page"))).isTrue();
            tell("scrape");
        });

        assertThat(told(2)).containsExactly("scrape on allodoc-scrape-1", "page on allodoc-scrape-1");
    }

    @Test
    void a_second_one_is_for_somebody_else_and_so_is_one_of_the_follow_up() throws Exception {
        threads.execute(() -> {
            ScrapeThreads.followUp(() -> tell("taken: " + ScrapeThreads.followUp(() -> {})));
            tell("taken: " + ScrapeThreads.followUp(() -> {}));
        });

        assertThat(told(2)).containsExactly("taken: false on allodoc-scrape-1", "taken: false on allodoc-scrape-1");
    }

    @Test
    void it_is_done_also_when_the_work_failed() throws Exception {
        threads.execute(() -> {
            ScrapeThreads.followUp(() -> tell("page"));
            throw new IllegalStateException("provoked");
        });

        assertThat(told(1)).containsExactly("page on allodoc-scrape-1");
    }

    @Test
    void any_other_thread_does_not_take_it() {
        assertThat(ScrapeThreads.followUp(() -> tell("never"))).isFalse();
        assertThat(told).isEmpty();
    }
}
