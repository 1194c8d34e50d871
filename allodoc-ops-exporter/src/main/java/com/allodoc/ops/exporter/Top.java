package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.config.ContainerTarget;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ServiceBudget;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of the configured engines, read again and again: {@code docker stats} with the budgets of the runbook.
 * For one thread.
 */
public final class Top implements AutoCloseable {
    private final Duration timeout;
    private final ScrapeThreads threads = new ScrapeThreads();
    private final List<Watched> engines = new ArrayList<>();
    private final Map<String, TopReading> last = new HashMap<>();

    /** An engine, and the budgets of its services. */
    private record Watched(ContainerTarget target, TargetScraper<?> scraper) {}

    private Top(ExporterConfig config) {
        this.timeout = config.scrape().timeout();
        for (ContainerTarget target : config.containers()) {
            engines.add(new Watched(target, Targets.entry(target, false).scraper(threads, InstantSource.system())));
        }
    }

    /** Of the engines of this configuration; reaches for none of them yet. */
    public static Top of(ExporterConfig config) {
        return new Top(config);
    }

    /** Reads the engines. CPU is known from the second time on: it is the use since the time before. */
    public TopFrame read() {
        List<TopFrame.Row> rows = new ArrayList<>();
        List<TopFrame.Use> uses = new ArrayList<>();
        List<String> down = new ArrayList<>();
        for (Watched engine : engines) {
            List<ServiceBudget> budgets = engine.target().budgets();
            Snapshot snapshot = engine.scraper()
                    .scrape(Deadline.after(timeout), ScrapeFilter.ALL)
                    .orElseThrow()
                    .join();
            Optional<ScrapeReport> report = engine.scraper().lastReport();
            report.filter(r -> !r.isUp()).ifPresent(r -> down.add(r.diagnosis().message()));
            TopReading now = TopReading.of(snapshot);
            Optional<TopReading> before =
                    Optional.ofNullable(last.put(engine.target().name(), now));
            List<TopFrame.Row> own = TopFrame.rows(before, now, budgets);
            rows.addAll(own);
            uses.addAll(TopFrame.uses(own, budgets));
        }
        rows.sort(Comparator.comparing(TopFrame.Row::name));
        return new TopFrame(Instant.now(), rows, uses, down);
    }

    @Override
    public void close() {
        engines.forEach(engine -> engine.scraper().close());
        threads.close();
    }
}
