package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A target with its scraper, as the exporter runs it. */
final class Scrapes implements AutoCloseable {
    static final Duration ENOUGH = Duration.ofSeconds(20);

    private final ScrapeThreads threads = new ScrapeThreads();
    private final TargetScraper<RedisSession> scraper;

    Scrapes(RedisSettings settings) {
        scraper = new TargetScraper<>(RedisTarget.of(settings), Optional.empty(), threads, InstantSource.system());
    }

    static Scrapes of(int port) {
        return new Scrapes(settings(port).build());
    }

    static RedisSettings.Builder settings(int port) {
        return RedisSettings.builder("cache").host("127.0.0.1").port(port);
    }

    Page page() {
        return page(ENOUGH);
    }

    Page page(Duration within) {
        return Page.of(snapshot(within));
    }

    Snapshot snapshot(Duration within) {
        return scraper.scrape(Deadline.after(within), ScrapeFilter.ALL)
                .orElseThrow()
                .join();
    }

    /** The one reason that is 1. */
    String reason(Duration within) {
        return reason(page(within));
    }

    String reason() {
        return reason(ENOUGH);
    }

    static String reason(Page page) {
        List<String> reasons = page.of("allodoc_target_up_reason").stream()
                .filter(key -> page.is(key, 1))
                .map(key -> key.replaceAll(".*reason=(\\w+).*", "$1"))
                .toList();
        return String.join(",", reasons);
    }

    @Override
    public void close() {
        scraper.close();
        threads.close();
    }
}
