package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.Snapshot;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.FakeTarget;
import com.allodoc.ops.exporter.testing.Samples;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TargetScraperTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final SampleTable ONE = SampleTable.single(Family.gauge("one", "One."), 1);
    private static final SampleTable TWO = SampleTable.single(Family.gauge("two", "Two."), 2);

    private final ScrapeThreads threads = new ScrapeThreads();
    private final FakeTarget target = new FakeTarget("main");
    private final TargetScraper<FakeTarget.FakeSession> scraper =
            new TargetScraper<>(target, Optional.empty(), threads, InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        scraper.close();
        threads.close();
    }

    private CompletableFuture<Snapshot> start(Duration within) {
        return scraper.scrape(Deadline.after(within), ScrapeFilter.ALL).orElseThrow();
    }

    private Map<String, Double> scrape(Duration within) throws Exception {
        return Samples.of(start(within).get(25, TimeUnit.SECONDS));
    }

    private static String reason(UpReason reason) {
        return "allodoc_target_up_reason{source=\"fake\",target=\"main\",reason=\"" + reason.label() + "\"}";
    }

    private static String collector(String metric, String collector) {
        return "allodoc_collector_" + metric + "{source=\"fake\",target=\"main\",collector=\"" + collector + "\"}";
    }

    @Nested
    class When_all_is_well {
        @Test
        void the_snapshot_has_the_samples_and_their_envelope() throws Exception {
            target.collector("first", ONE).collector("second", TWO);

            assertThat(scrape(AMPLE))
                    .containsEntry("one", 1.0)
                    .containsEntry("two", 2.0)
                    .containsEntry("fake_up", 1.0)
                    .containsEntry("allodoc_target_up{source=\"fake\",target=\"main\"}", 1.0)
                    .containsEntry(reason(UpReason.OK), 1.0)
                    .containsEntry(reason(UpReason.TIMEOUT), 0.0)
                    .containsEntry(collector("success", "second"), 1.0)
                    .containsEntry(collector("series", "second"), 1.0)
                    .containsEntry(collector("last_success_timestamp_seconds", "first"), (double) NOW.getEpochSecond());
        }

        @Test
        void the_session_is_kept() throws Exception {
            target.collector("first", ONE);
            scrape(AMPLE);
            scrape(AMPLE);

            assertThat(target.opened).hasValue(1);
            assertThat(target.begun).hasValue(2);
        }

        @Test
        void a_filter_runs_what_it_names_and_leaves_other_targets_alone() throws Exception {
            target.collector("first", ONE).collector("second", TWO);
            Snapshot snapshot = scraper.scrape(Deadline.after(AMPLE), ScrapeFilter.of(List.of("fake.second")))
                    .orElseThrow()
                    .get(25, TimeUnit.SECONDS);

            assertThat(Samples.of(snapshot)).containsKey("two").doesNotContainKey("one");
            assertThat(scraper.scrape(Deadline.after(AMPLE), ScrapeFilter.of(List.of("locks"))))
                    .isEmpty();
        }

        @Test
        void a_table_that_names_its_server_already_is_left_as_it_is() throws Exception {
            target.collector("first", ONE.with("server", "its own"));
            try (TargetScraper<?> labelled =
                    new TargetScraper<>(target, Optional.of("db1:5432"), threads, InstantSource.fixed(NOW))) {
                Snapshot snapshot = labelled.scrape(Deadline.after(AMPLE), ScrapeFilter.ALL)
                        .orElseThrow()
                        .get(25, TimeUnit.SECONDS);

                assertThat(Samples.of(snapshot)).containsKey("one{server=\"its own\"}");
            }
        }

        @Test
        void the_server_label_is_on_its_series_and_not_on_ours() throws Exception {
            target.collector("first", ONE);
            try (TargetScraper<?> labelled =
                    new TargetScraper<>(target, Optional.of("db1:5432"), threads, InstantSource.fixed(NOW))) {
                Snapshot snapshot = labelled.scrape(Deadline.after(AMPLE), ScrapeFilter.ALL)
                        .orElseThrow()
                        .get(25, TimeUnit.SECONDS);

                assertThat(Samples.of(snapshot))
                        .containsKey("one{server=\"db1:5432\"}")
                        .containsKey("fake_up{server=\"db1:5432\"}")
                        .containsKey("allodoc_target_up{source=\"fake\",target=\"main\"}");
            }
        }
    }

    @Nested
    class When_several_wait {
        @Test
        void whoever_writes_the_first_page_slowly_holds_up_nobody() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch read = new CountDownLatch(1);
            target.collector("first", session -> {
                asked.await();
                return Collected.of(ONE);
            });
            CompletableFuture<Boolean> written = start(AMPLE)
                    .thenApply(snapshot -> ScrapeThreads.followUp(() -> {
                        try {
                            read.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }));
            CompletableFuture<Snapshot> second = start(AMPLE);
            asked.countDown();

            assertThat(second).succeedsWithin(AMPLE);
            assertThat(written).isCompletedWithValue(true);
            assertThat(read.getCount()).isOne();
            read.countDown();
        }
    }

    @Nested
    class When_a_collector_fails {
        @Test
        void the_others_go_on_and_the_target_stays_up() throws Exception {
            target.collector("broken", session -> {
                        throw new IllegalStateException("no such column");
                    })
                    .collector("second", TWO);

            assertThat(scrape(AMPLE))
                    .containsEntry("two", 2.0)
                    .containsEntry("fake_up", 1.0)
                    .containsEntry(collector("success", "broken"), 0.0)
                    .containsEntry(collector("skipped", "broken"), 0.0)
                    .doesNotContainKey(collector("last_success_timestamp_seconds", "broken"));
        }

        @Test
        void what_the_server_cannot_give_is_skipped_and_not_a_failure() throws Exception {
            target.collector("missing", session -> Collected.skipped("no such view"));
            Map<String, Double> samples = scrape(AMPLE);

            assertThat(samples)
                    .containsEntry(collector("skipped", "missing"), 1.0)
                    .containsEntry(collector("success", "missing"), 0.0);
            assertThat(scraper.lastReport().orElseThrow().hasFailure()).isFalse();
        }

        @Test
        void a_connection_lost_on_the_way_is_a_target_down_with_what_came_before() throws Exception {
            target.collector("first", ONE)
                    .collector("broken", session -> {
                        session.die();
                        throw new IOException("connection reset");
                    })
                    .collector("never", TWO);

            assertThat(scrape(AMPLE))
                    .containsEntry("one", 1.0)
                    .doesNotContainKey("two")
                    .containsEntry("fake_up", 0.0)
                    .containsEntry(reason(UpReason.LOST), 1.0)
                    .containsEntry(collector("success", "never"), 0.0);
            assertThat(target.closed).hasValue(1);
        }

        @Test
        void an_error_of_the_virtual_machine_is_held_by_the_barrier() throws Exception {
            target.collector("first", session -> {
                throw new StackOverflowError();
            });

            assertThat(scrape(AMPLE)).containsEntry(reason(UpReason.ERROR), 1.0);
            target.collector("second", TWO);
            assertThat(start(AMPLE)).succeedsWithin(AMPLE);
        }
    }

    @Nested
    class When_the_target_is_down {
        @Test
        void every_collector_is_still_named() throws Exception {
            target.collector("first", ONE);
            target.onOpen = deadline -> {
                throw new ConnectException("refused");
            };

            assertThat(scrape(AMPLE))
                    .containsEntry("fake_up", 0.0)
                    .containsEntry(reason(UpReason.REFUSED), 1.0)
                    .containsEntry(collector("success", "first"), 0.0)
                    .doesNotContainKey("one");
        }

        @Test
        void it_recovers_by_itself() throws Exception {
            target.collector("first", ONE);
            target.onOpen = deadline -> {
                throw new ConnectException("refused");
            };
            scrape(AMPLE);
            target.onOpen = deadline -> {};

            assertThat(scrape(AMPLE)).containsEntry("fake_up", 1.0).containsEntry("one", 1.0);
        }

        @Test
        void a_kept_session_that_died_is_replaced_once_and_unseen() throws Exception {
            target.collector("first", ONE);
            scrape(AMPLE);
            AtomicBoolean stale = new AtomicBoolean(true);
            target.onBegin = deadline -> {
                if (stale.getAndSet(false)) {
                    throw new IOException("terminated by administrator command");
                }
            };

            assertThat(scrape(AMPLE)).containsEntry("fake_up", 1.0).containsEntry("one", 1.0);
            assertThat(target.opened).hasValue(2);
            assertThat(target.closed).hasValue(1);
        }
    }

    @Nested
    class When_the_target_hangs {
        @Test
        void the_answer_comes_at_the_deadline_with_what_there_is() throws Exception {
            target.collector("first", ONE).collector("slow", session -> {
                session.hang();
                return Collected.of();
            });
            long start = System.nanoTime();

            assertThat(scrape(SHORT))
                    .containsEntry("one", 1.0)
                    .containsEntry("fake_up", 0.0)
                    .containsEntry(reason(UpReason.TIMEOUT), 1.0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.minusMillis(5), AMPLE);
        }

        @Test
        void a_hung_connect_is_in_time_too_and_is_not_tried_twice_at_once() throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            AtomicInteger trying = new AtomicInteger();
            target.collector("first", ONE);
            target.onOpen = deadline -> {
                trying.incrementAndGet();
                release.await();
            };

            assertThat(scrape(SHORT)).containsEntry(reason(UpReason.TIMEOUT), 1.0);
            assertThat(scrape(SHORT)).containsEntry(reason(UpReason.TIMEOUT), 1.0);
            assertThat(trying).hasValue(1);
            release.countDown();
            assertThat(scrape(AMPLE)).containsEntry("fake_up", 1.0);
        }

        @Test
        void the_next_scrape_has_a_new_session() throws Exception {
            AtomicBoolean hang = new AtomicBoolean(true);
            target.collector("first", session -> {
                if (hang.get()) {
                    session.hang();
                }
                return Collected.of(ONE);
            });
            scrape(SHORT);
            hang.set(false);

            assertThat(scrape(AMPLE)).containsEntry("one", 1.0);
            assertThat(target.opened).hasValue(2);
        }
    }

    @Test
    void scrapes_of_one_target_never_overlap() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        target.collector("first", session -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000);
            inside.decrementAndGet();
            return Collected.of(ONE);
        });
        CompletableFuture<?>[] all = new CompletableFuture<?>[200];
        for (int i = 0; i < all.length; i++) {
            all[i] = start(AMPLE);
        }
        CompletableFuture.allOf(all).get(25, TimeUnit.SECONDS);

        assertThat(most).hasValue(1);
        assertThat(target.opened).hasValue(1);
    }

    @Test
    void a_closed_scraper_answers_at_once_and_leaves_no_session() throws Exception {
        target.collector("first", ONE);
        scrape(AMPLE);
        scraper.close();

        assertThat(scrape(AMPLE)).containsEntry(reason(UpReason.ERROR), 1.0);
        Await.until(() -> target.closed.get() == 1);
    }
}
