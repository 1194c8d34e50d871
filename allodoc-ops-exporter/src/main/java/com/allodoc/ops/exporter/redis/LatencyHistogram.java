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
import org.jspecify.annotations.Nullable;

/**
 * How long calls took, by command, in microseconds. Source: LATENCY HISTOGRAM of Redis 7; the sum is Commandstats', with
 * a command's subcommands added up, as redis_exporter does it.
 */
final class LatencyHistogram implements RedisCollector {
    private static final RedisCommand HISTOGRAM =
            RedisCommand.of("+latency|histogram", "LATENCY", "HISTOGRAM").when(ServerKind.since(7));
    private static final Family LATENCIES = new Family(
            "redis_commands_latencies_usec",
            MetricType.HISTOGRAM,
            "Microseconds that calls of the command took.",
            List.of("cmd"));

    @Override
    public String name() {
        return "latency_histogram";
    }

    @Override
    public List<Family> families() {
        return List.of(LATENCIES, RowLimit.DROPPED);
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(HISTOGRAM);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(HISTOGRAM);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        Map<String, Double> sums = sums(session.info());
        SampleTable.Builder table = SampleTable.labelled("cmd");
        int column = table.column(LATENCIES);
        RowLimit limit = new RowLimit();
        session.reply(HISTOGRAM).orElseThrow().pairs().forEach((command, detail) -> {
            Map<String, RedisReply> parts = detail.pairs();
            RedisReply calls = parts.getOrDefault("calls", RedisReply.of(null));
            RedisReply buckets = parts.getOrDefault("histogram_usec", RedisReply.of(null));
            if (calls.number().isPresent() && limit.admits()) {
                table.row(command);
                distribution(
                                buckets.value(),
                                sums.getOrDefault(command, 0.0),
                                calls.number().getAsDouble())
                        .ifPresent(distribution -> table.set(column, distribution));
            }
        });
        return Collected.of(table.build(), limit.dropped(name()));
    }

    /** Microseconds by command, and by the container of a subcommand: {@code config} has those of {@code config|get}. */
    private static Map<String, Double> sums(InfoReply info) {
        Map<String, Double> sums = new HashMap<>();
        InfoLine line = info.rows(CommandStats.SECTION);
        while (line.next()) {
            String command = line.nameAfter(CommandStats.PREFIX).orElse("");
            double usec = line.number("usec").orElse(0);
            sums.merge(command, usec, Double::sum);
            int bar = command.indexOf('|');
            if (bar > 0) {
                sums.merge(command.substring(0, bar), usec, Double::sum);
            }
        }
        return sums;
    }

    /** Of {@code 1 8 2 11}: up to 1 µs 8 calls, up to 2 µs 11. */
    private static Optional<Distribution> distribution(@Nullable Object buckets, double sum, double count) {
        if (!(buckets instanceof List<?> list)) {
            return Optional.empty();
        }
        int most = list.size() / 2;
        double[] edges = new double[most];
        double[] counts = new double[most];
        int size = 0;
        for (int i = 0; i + 1 < list.size(); i += 2) {
            if (list.get(i) instanceof Long edge
                    && list.get(i + 1) instanceof Long calls
                    && (size == 0 || edge > edges[size - 1])) {
                edges[size] = (double) edge;
                counts[size++] = (double) calls;
            }
        }
        return Optional.of(Distribution.of(Arrays.copyOf(edges, size), Arrays.copyOf(counts, size), sum, count));
    }
}
