package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;

/**
 * redis_exporter's own names for how a scrape went. Where it puts the text of an error into the label {@code err}, a new
 * series for every wording, there is the closed reason here. Safe for use by several threads.
 */
final class RedisEnvelope {
    private static final Family UP = Family.gauge("redis_up", "Whether the server answered (1) or not (0).");
    private static final Family ERROR = Family.gauge(
            "redis_exporter_last_scrape_error", "1 with the reason when the last scrape failed, else 0.", "err");
    private static final Family DURATION =
            Family.gauge("redis_exporter_last_scrape_duration_seconds", "How long the last scrape took.");
    private static final Family DURATIONS = new Family(
            "redis_exporter_scrape_duration_seconds", MetricType.SUMMARY, "How long all scrapes took.", List.of());
    private static final Family SCRAPES = Family.counter("redis_exporter_scrapes_total", "Scrapes begun.");
    private static final Family CONNECT = Family.gauge(
            "redis_exporter_last_scrape_connect_time_seconds",
            "How long the last connect and login took; the connection is kept from scrape to scrape.");
    private static final Family PING = Family.gauge(
            "redis_exporter_last_scrape_ping_time_seconds", "How long the answer to PING took; absent without one.");

    static final List<Family> FAMILIES = List.of(UP, ERROR, DURATION, DURATIONS, SCRAPES, CONNECT, PING);

    private static final double[] NO_QUANTILES = {};

    private final RedisTimes times;
    private double totalSeconds;
    private long count;

    RedisEnvelope(RedisTimes times) {
        this.times = times;
    }

    /** The tables of one scrape, which is counted; so once for each. */
    synchronized List<SampleTable> tables(ScrapeReport report) {
        double seconds = (double) report.duration().toNanos() / 1e9;
        totalSeconds += seconds;
        count++;
        SampleTable.Builder error = SampleTable.labelled("err");
        int failed = error.column(ERROR);
        error.row(report.isUp() ? "" : report.diagnosis().reason().label()).set(failed, report.isUp() ? 0 : 1);
        SampleTable.Builder table = SampleTable.labelled();
        table.row()
                .set(table.column(UP), report.isUp() ? 1 : 0)
                .set(table.column(DURATION), seconds)
                .set(table.column(DURATIONS), Distribution.of(NO_QUANTILES, NO_QUANTILES, totalSeconds, (double) count))
                .set(table.column(SCRAPES), (double) report.scrapes());
        times.connectSeconds().ifPresent(value -> table.set(table.column(CONNECT), value));
        times.pingSeconds().ifPresent(value -> table.set(table.column(PING), value));
        return List.of(error.build(), table.build());
    }
}
