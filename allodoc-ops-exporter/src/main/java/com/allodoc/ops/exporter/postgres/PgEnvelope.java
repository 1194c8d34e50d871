package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.CollectorReport;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Duration;
import java.util.List;

/** How a scrape went, under postgres_exporter's names. Unlike there, all of it is on the page of a dead server too. */
final class PgEnvelope {
    private static final Family UP =
            Family.gauge("pg_up", "Whether the last scrape could connect to PostgreSQL and ask it (1) or not (0).");
    private static final Family DURATION =
            Family.gauge("pg_exporter_last_scrape_duration_seconds", "How long the last scrape of PostgreSQL took.");
    private static final Family ERROR =
            Family.gauge("pg_exporter_last_scrape_error", "Whether anything failed in the last scrape of PostgreSQL.");
    private static final Family SCRAPES =
            Family.counter("pg_exporter_scrapes_total", "Scrapes of PostgreSQL that were begun.");
    private static final Family COLLECTOR_DURATION = Family.gauge(
            "pg_scrape_collector_duration_seconds", "The collector's own time in the last scrape.", "collector");
    private static final Family COLLECTOR_SUCCESS = Family.gauge(
            "pg_scrape_collector_success",
            "Whether the collector gave its data in the last scrape; absent when the server or the role can't give it.",
            "collector");

    static final List<Family> FAMILIES = List.of(UP, DURATION, ERROR, SCRAPES, COLLECTOR_DURATION, COLLECTOR_SUCCESS);

    private PgEnvelope() {}

    static List<SampleTable> tables(ScrapeReport report) {
        return List.of(scrape(report), collectors(report));
    }

    private static SampleTable scrape(ScrapeReport report) {
        SampleTable.Builder table = SampleTable.labelled();
        int up = table.column(UP);
        int duration = table.column(DURATION);
        int error = table.column(ERROR);
        int scrapes = table.column(SCRAPES);
        return table.row()
                .set(up, report.isUp() ? 1 : 0)
                .set(duration, seconds(report.duration()))
                .set(error, report.hasFailure() ? 1 : 0)
                .set(scrapes, (double) report.scrapes())
                .build();
    }

    private static SampleTable collectors(ScrapeReport report) {
        SampleTable.Builder table = SampleTable.labelled("collector");
        int duration = table.column(COLLECTOR_DURATION);
        int success = table.column(COLLECTOR_SUCCESS);
        for (CollectorReport collector : report.collectors()) {
            table.row(collector.collector()).set(duration, seconds(collector.duration()));
            // A view that the server does not have is no failure, and alerts on 0 are out there.
            if (collector.status() != CollectorReport.Status.SKIPPED) {
                table.set(success, collector.isSuccess() ? 1 : 0);
            }
        }
        return table.build();
    }

    private static double seconds(Duration duration) {
        return (double) duration.toNanos() / 1e9;
    }
}
