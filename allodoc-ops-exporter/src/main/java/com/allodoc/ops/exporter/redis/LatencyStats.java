package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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
        RowLimit limit = new RowLimit();
        return Collected.of(table(session.info(), limit), limit.dropped(name()));
    }

    static SampleTable table(InfoReply info, RowLimit limit) {
        SampleTable.Builder table = SampleTable.labelled("cmd");
        int column = table.column(LATENCY);
        CommandUsages usages = new CommandUsages(info);
        InfoLine line = info.rows("Latencystats");
        while (line.next()) {
            String command = line.nameAfter(PREFIX).orElse("");
            Optional<CommandUsages.Usage> usage = usages.find(command);
            Optional<Distribution> latency = usage.isEmpty() ? Optional.empty() : distribution(line, usage.get());
            if (latency.isPresent() && limit.admits()) {
                table.row(command).set(column, latency.get());
            }
        }
        return table.build();
    }

    /** Of {@code p50=0.001,p99=1.003,p99.9=4.015}; which percentiles there are is the server's configuration. */
    private static Optional<Distribution> distribution(InfoLine line, CommandUsages.Usage usage) {
        Optional<double[][]> numbers = line.numbers('p');
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        double[] quantiles = numbers.get()[0];
        double[] values = numbers.get()[1];
        if (!isAscending(quantiles)) {
            double[][] points = sorted(quantiles, values);
            quantiles = points[0];
            values = points[1];
        }
        return Optional.of(Distribution.of(quantiles, values, usage.usec(), usage.calls()));
    }

    private static boolean isAscending(double[] quantiles) {
        for (int i = 0; i < quantiles.length; i++) {
            if (Double.isNaN(quantiles[i]) || (i > 0 && quantiles[i] <= quantiles[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** A percentile may be configured twice; a quantile may be there once, and the first of them counts. */
    private static double[][] sorted(double[] quantiles, double[] values) {
        TreeMap<Double, Double> distinct = new TreeMap<>();
        for (int i = 0; i < quantiles.length; i++) {
            if (!Double.isNaN(quantiles[i])) {
                // Of two zeros only one is a quantile.
                distinct.putIfAbsent(quantiles[i] + 0.0, values[i]);
            }
        }
        return new double[][] {
            distinct.keySet().stream().mapToDouble(quantile -> quantile).toArray(),
            distinct.values().stream().mapToDouble(value -> value).toArray()
        };
    }
}
