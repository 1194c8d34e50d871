package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.CollectorReport;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one collector of one target costs: in series for Prometheus, and in time for the target.
 *
 * @param state {@code succeeded}, {@code skipped}, {@code failed} or {@code not_run}
 * @param series samples on the page
 * @param dropped samples left off it by a limit
 * @param message why it was skipped or failed
 */
public record CollectorCost(
        String source,
        String target,
        String collector,
        String state,
        int series,
        int dropped,
        Duration duration,
        Optional<String> message) {

    /** Of the last scrape of these targets, the most series first. */
    static List<CollectorCost> of(List<TargetScraper<?>> scrapers) {
        List<CollectorCost> costs = new ArrayList<>();
        for (TargetScraper<?> scraper : scrapers) {
            Optional<ScrapeReport> report = scraper.lastReport();
            report.ifPresent(last ->
                    last.collectors().forEach(collector -> costs.add(of(scraper.target(), collector))));
        }
        costs.sort(Comparator.comparingInt(CollectorCost::series)
                .reversed()
                .thenComparing(CollectorCost::source)
                .thenComparing(CollectorCost::target)
                .thenComparing(CollectorCost::collector));
        return costs;
    }

    private static CollectorCost of(Target<?> target, CollectorReport report) {
        return new CollectorCost(
                target.source(),
                target.name(),
                report.collector(),
                report.status().name().toLowerCase(Locale.ROOT),
                report.series(),
                report.dropped(),
                report.duration(),
                Optional.ofNullable(report.message()));
    }
}
