package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Percentiles of every command's duration. Source: INFO Latencystats of Redis 7; sum and count come from Commandstats.
 * The quantiles are written as redis_exporter writes them: 50, 99 and 99.9, not 0.5, 0.99 and 0.999.
 */
final class LatencyStats implements RedisCollector {
    private static final String PREFIX = "latency_percentiles_usec_";
    private static final Family LATENCY = new Family(
            "redis_latency_percentiles_usec",
            MetricType.SUMMARY,
            "Microseconds a call of the command took; quantiles in percent.",
            List.of("cmd"));

    private record Usage(double usec, double calls) {}

    @Override
    public String name() {
        return "latencystats";
    }

    @Override
    public List<Family> families() {
        return List.of(LATENCY, RowLimit.DROPPED);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        InfoReply info = session.info();
        SampleTable.Builder table = SampleTable.labelled("cmd");
        int column = table.column(LATENCY);
        RowLimit limit = new RowLimit();
        InfoLine line = info.rows("Latencystats");
        Map<String, Usage> usages = null;
        while (line.next()) {
            if (usages == null) {
                usages = usages(info);
            }
            String command = line.nameAfter(PREFIX).orElse("");
            Usage usage = usages.get(command);
            Optional<Distribution> latency = usage == null ? Optional.empty() : distribution(line, usage);
            if (latency.isPresent() && limit.admits()) {
                table.row(command).set(column, latency.get());
            }
        }
        return Collected.of(table.build(), limit.dropped(name()));
    }

    private static Map<String, Usage> usages(InfoReply info) {
        Map<String, Usage> usages = new HashMap<>();
        InfoLine line = info.rows(CommandStats.SECTION);
        while (line.next()) {
            Optional<String> command = line.nameAfter(CommandStats.PREFIX);
            if (command.isPresent()) {
                Usage usage = new Usage(
                        line.number("usec").orElse(Double.NaN),
                        line.number("calls").orElse(Double.NaN));
                usages.put(command.get(), usage);
            }
        }
        return usages;
    }

    /** Of {@code p50=0.001,p99=1.003,p99.9=4.015}; which percentiles there are is the server's configuration. */
    private static Optional<Distribution> distribution(InfoLine line, Usage usage) {
        if (Double.isNaN(usage.calls()) || Double.isNaN(usage.usec())) {
            return Optional.empty();
        }
        double[][] points = line.numbers('p');
        if (points.length == 0) {
            return Optional.empty();
        }
        Arrays.sort(points, (a, b) -> Double.compare(a[0], b[0]));
        double[][] distinct = distinct(points);
        double[] quantiles = new double[distinct.length];
        double[] values = new double[distinct.length];
        for (int i = 0; i < distinct.length; i++) {
            quantiles[i] = distinct[i][0];
            values[i] = distinct[i][1];
        }
        return Optional.of(Distribution.of(quantiles, values, usage.usec(), usage.calls()));
    }

    /** A percentile may be configured twice; a quantile may be there once. */
    private static double[][] distinct(double[][] sorted) {
        int kept = 0;
        for (double[] point : sorted) {
            if (!Double.isNaN(point[0]) && (kept == 0 || point[0] > sorted[kept - 1][0])) {
                sorted[kept++] = point;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }
}
