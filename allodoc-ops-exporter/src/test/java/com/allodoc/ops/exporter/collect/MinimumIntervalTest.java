package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.FakeTarget;
import com.allodoc.ops.exporter.testing.Samples;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector that is asked once a minute, on a clock that the test moves. */
class MinimumIntervalTest {
    private static final Family COUNT = Family.gauge("count", "How often it was asked.");
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final String SERIES = "{source=\"fake\",target=\"main\",collector=\"sizes\"}";

    private final ScrapeThreads threads = new ScrapeThreads();
    private final FakeTarget target = new FakeTarget("main");
    private final AtomicInteger asked = new AtomicInteger();
    private final TargetScraper<?> scraper;
    private volatile Instant now = START;
    private volatile boolean broken;
    private volatile boolean skips;

    MinimumIntervalTest() {
        target.collector("sizes", session -> sizes()).every(Duration.ofMinutes(1));
        scraper = new TargetScraper<>(target, Optional.empty(), threads, () -> now);
    }

    private Collected sizes() throws IOException {
        int count = asked.incrementAndGet();
        if (broken) {
            throw new IOException("no answer");
        }
        return skips ? Collected.skipped("no such view") : Collected.of(SampleTable.single(COUNT, count));
    }

    @AfterEach
    void stop() {
        scraper.close();
        threads.close();
    }

    private Map<String, Double> scrapeAfter(long millis) throws Exception {
        now = START.plusMillis(millis);
        return Samples.of(scraper.scrape(Deadline.after(Duration.ofSeconds(20)), ScrapeFilter.ALL)
                .orElseThrow()
                .get(25, TimeUnit.SECONDS));
    }

    @Test
    void what_it_gave_is_given_again_with_its_age_until_the_minute_has_passed() throws Exception {
        scrapeAfter(0);

        assertThat(scrapeAfter(45_000))
                .containsEntry("count", 1.0)
                .containsEntry("allodoc_collector_success" + SERIES, 1.0)
                .containsEntry("allodoc_collector_series" + SERIES, 1.0)
                .containsEntry(
                        "allodoc_collector_last_success_timestamp_seconds" + SERIES, (double) START.getEpochSecond());
        assertThat(scrapeAfter(60_000))
                .containsEntry("count", 2.0)
                .containsEntry(
                        "allodoc_collector_last_success_timestamp_seconds" + SERIES,
                        (double) START.getEpochSecond() + 60);
    }

    @Test
    void a_scrape_that_comes_a_moment_early_is_not_put_off_by_a_whole_one() throws Exception {
        scrapeAfter(0);
        assertThat(scrapeAfter(59_990)).containsEntry("count", 2.0);
    }

    @Test
    void a_clock_that_was_set_back_does_not_keep_it_for_ever() throws Exception {
        scrapeAfter(0);
        assertThat(scrapeAfter(-3_600_000)).containsEntry("count", 2.0);
    }

    @Test
    void a_failure_is_not_kept() throws Exception {
        broken = true;
        assertThat(scrapeAfter(0)).doesNotContainKey("count");
        broken = false;
        assertThat(scrapeAfter(1_000)).containsEntry("count", 2.0);
    }

    @Test
    void what_the_server_cannot_give_is_not_asked_for_either() throws Exception {
        skips = true;
        scrapeAfter(0);
        assertThat(scrapeAfter(1_000)).containsEntry("allodoc_collector_skipped" + SERIES, 1.0);
        assertThat(asked).hasValue(1);
    }

    @Test
    void nothing_is_kept_of_a_session_that_is_gone_because_the_next_may_be_of_another_server() throws Exception {
        scrapeAfter(0);
        target.onBegin = deadline -> {
            target.onBegin = next -> {};
            throw new IOException("terminated");
        };
        assertThat(scrapeAfter(1_000)).containsEntry("count", 2.0);
        assertThat(target.opened).hasValue(2);
    }

    @Test
    void a_negative_interval_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target.every(Duration.ofSeconds(-1)))
                .withMessageContaining("minimumInterval");
    }
}
