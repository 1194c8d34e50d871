package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.CollectorReport;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.Target;
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
    private final TargetScraper<?> scraper;

    Scrapes(RedisSettings settings) {
        this(RedisTarget.of(settings));
    }

    Scrapes(Target<?> target) {
        scraper = new TargetScraper<>(target, Optional.empty(), threads, InstantSource.system());
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

    /** What a collector of the last scrape said when it was skipped or failed. */
    String message(String collector) {
        return scraper.lastReport().orElseThrow().collectors().stream()
                .filter(report -> report.collector().equals(collector))
                .map(report -> String.valueOf(report.message()))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the collectors of the last scrape that ended so. */
    List<String> collectors(CollectorReport.Status status) {
        return scraper.lastReport().orElseThrow().collectors().stream()
                .filter(report -> report.status() == status)
                .map(CollectorReport::collector)
                .toList();
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
