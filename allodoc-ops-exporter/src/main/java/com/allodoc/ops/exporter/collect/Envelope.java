package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The metrics about a scrape itself, the same for every source. They are there whatever happened to the target. */
final class Envelope {
    private static final Family UP =
            Family.gauge("allodoc_target_up", "Whether the target answered (1) or not (0).", "source", "target");
    private static final Family REASON = Family.gauge(
            "allodoc_target_up_reason",
            "1 for the reason why the target is up or down, 0 for every other reason.",
            "source",
            "target",
            "reason");
    private static final Family DURATION = Family.gauge(
            "allodoc_target_scrape_duration_seconds", "How long the last scrape took.", "source", "target");
    private static final Family AT = Family.gauge(
            "allodoc_target_last_scrape_timestamp_seconds",
            "When what the page says about the target was collected, in seconds since 1970.",
            "source",
            "target");
    private static final Family SCRAPES = Family.counter(
            "allodoc_target_scrapes_total", "Scrapes of the target that were begun.", "source", "target");
    private static final String[] BY_COLLECTOR = {"source", "target", "collector"};
    private static final Family SUCCESS = Family.gauge(
            "allodoc_collector_success", "Whether the collector gave its data in the last scrape.", BY_COLLECTOR);
    private static final Family SKIPPED = Family.gauge(
            "allodoc_collector_skipped",
            "Whether the collector was left out because the server or the role can't give it.",
            BY_COLLECTOR);
    private static final Family COLLECTOR_DURATION = Family.gauge(
            "allodoc_collector_duration_seconds", "The collector's own time in the last scrape.", BY_COLLECTOR);
    private static final Family SERIES =
            Family.gauge("allodoc_collector_series", "Samples the collector gave in the last scrape.", BY_COLLECTOR);
    private static final Family LAST_SUCCESS = Family.gauge(
            "allodoc_collector_last_success_timestamp_seconds",
            "When the collector last succeeded, in seconds since 1970; absent when it never did.",
            BY_COLLECTOR);

    private static final Family INTERVAL = Family.gauge(
            "allodoc_collector_interval_seconds",
            "How long what the collector gave is given again; 0 when it is asked at every scrape.",
            BY_COLLECTOR);
    private static final Family DROPPED = Family.counter(
            "allodoc_collector_series_dropped_total",
            "Samples left out because the target had more than it may have.",
            BY_COLLECTOR);
    private static final Family PARTS = Family.gauge(
            "allodoc_target_parts",
            "Parts of the target, such as the databases of a server, by how they came out of the last scrape.",
            "source",
            "target",
            "outcome");

    static final List<Family> FAMILIES = List.of(
            UP,
            REASON,
            DURATION,
            AT,
            SCRAPES,
            SUCCESS,
            SKIPPED,
            COLLECTOR_DURATION,
            SERIES,
            LAST_SUCCESS,
            INTERVAL,
            DROPPED,
            PARTS);

    private Envelope() {}

    static List<SampleTable> tables(
            String source,
            String target,
            ScrapeReport report,
            Map<String, Instant> lastSuccesses,
            Map<String, Long> dropped,
            Map<String, Duration> intervals) {
        return List.of(
                target(source, target, report),
                reasons(source, target, report),
                collectors(source, target, report, lastSuccesses, dropped, intervals),
                parts(source, target, report));
    }

    private static SampleTable target(String source, String target, ScrapeReport report) {
        SampleTable.Builder table = SampleTable.labelled("source", "target");
        int up = table.column(UP);
        int duration = table.column(DURATION);
        int at = table.column(AT);
        int scrapes = table.column(SCRAPES);
        return table.row(source, target)
                .set(up, report.isUp() ? 1 : 0)
                .set(duration, seconds(report.duration()))
                .set(at, seconds(report.at()))
                .set(scrapes, (double) report.scrapes())
                .build();
    }

    private static SampleTable reasons(String source, String target, ScrapeReport report) {
        SampleTable.Builder table = SampleTable.labelled("reason");
        int column = table.column(REASON);
        for (UpReason reason : UpReason.values()) {
            table.row(reason.label()).set(column, reason == report.diagnosis().reason() ? 1 : 0);
        }
        return of(source, target, table);
    }

    private static SampleTable collectors(
            String source,
            String target,
            ScrapeReport report,
            Map<String, Instant> lastSuccesses,
            Map<String, Long> dropped,
            Map<String, Duration> intervals) {
        SampleTable.Builder table =
                SampleTable.labelled("collector").expecting(report.collectors().size());
        int success = table.column(SUCCESS);
        int skipped = table.column(SKIPPED);
        int duration = table.column(COLLECTOR_DURATION);
        int series = table.column(SERIES);
        int lastSuccess = table.column(LAST_SUCCESS);
        int interval = table.column(INTERVAL);
        int droppedTotal = table.column(DROPPED);
        for (CollectorReport collector : report.collectors()) {
            table.row(collector.collector())
                    .set(success, collector.isSuccess() ? 1 : 0)
                    .set(skipped, collector.status() == CollectorReport.Status.SKIPPED ? 1 : 0)
                    .set(duration, seconds(collector.duration()))
                    .set(series, collector.series())
                    .set(interval, seconds(intervals.getOrDefault(collector.collector(), Duration.ZERO)))
                    .set(droppedTotal, (double) dropped.getOrDefault(collector.collector(), 0L));
            Instant last = lastSuccesses.get(collector.collector());
            if (last != null) {
                table.set(lastSuccess, seconds(last));
            }
        }
        return of(source, target, table);
    }

    private static SampleTable parts(String source, String target, ScrapeReport report) {
        SampleTable.Builder table = SampleTable.labelled("outcome");
        int column = table.column(PARTS);
        report.parts()
                .ifPresent(parts -> parts.outcomes()
                        .forEach((outcome, count) -> table.row(outcome).set(column, count)));
        return of(source, target, table);
    }

    /** With the labels that all rows share, which are rendered once that way. */
    private static SampleTable of(String source, String target, SampleTable.Builder rows) {
        return rows.build().with("source", source).with("target", target);
    }

    private static double seconds(Instant instant) {
        return (double) instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static double seconds(Duration duration) {
        return (double) duration.toNanos() / 1e9;
    }
}
