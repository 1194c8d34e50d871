package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cluster as one node sees it. Source: every field that begins with {@code cluster_} in INFO and, on a node of a
 * cluster, in CLUSTER INFO; each under its own name, as redis_exporter has it. All are gauges, even the totals.
 */
final class Cluster implements RedisCollector {
    static final RedisCommand CLUSTER_INFO = RedisCommand.of("+cluster|info", "CLUSTER", "INFO")
            .when(info -> info.number("cluster_enabled").orElse(0) == 1);

    private static final String PREFIX = "cluster_";

    /** A server has some thirty; a bound for one that answers nonsense. */
    private static final int MOST = 200;

    private static final InfoSection KNOWN = InfoSection.of("cluster", """
            gauge | cluster_enabled                 | redis_cluster_enabled | Whether it is a node of a cluster (1).
            gauge | cluster_connections             | redis_cluster_connections | Sockets of the cluster bus, roughly.
            gauge | cluster_state                   | redis_cluster_state | Whether the cluster serves (1) or not (0).
            gauge | cluster_slots_assigned          | redis_cluster_slots_assigned | Slots that have a node; 16384 is all.
            gauge | cluster_slots_ok                | redis_cluster_slots_ok | Slots whose node answers.
            gauge | cluster_slots_pfail             | redis_cluster_slots_pfail | Slots whose node this one can't reach.
            gauge | cluster_slots_fail              | redis_cluster_slots_fail | Slots whose node the cluster gave up.
            gauge | cluster_known_nodes             | redis_cluster_known_nodes | Nodes known.
            gauge | cluster_size                    | redis_cluster_size | Masters that have slots.
            gauge | cluster_current_epoch           | redis_cluster_current_epoch | Epoch of the cluster.
            gauge | cluster_my_epoch                | redis_cluster_my_epoch | Epoch of this node's configuration.
            gauge | cluster_stats_messages_sent     | redis_cluster_messages_sent_total | Messages sent on the bus.
            gauge | cluster_stats_messages_received | redis_cluster_messages_received_total | Messages received on the bus.
            """);
    private static final Family ANY =
            Family.gauge("redis_cluster_*", "A further field of INFO or CLUSTER INFO, under its own name.");

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public List<Family> families() {
        return Stream.concat(KNOWN.families().stream(), Stream.of(ANY)).toList();
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(CLUSTER_INFO);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        Map<String, Double> values = new LinkedHashMap<>();
        gather(session.info(), values);
        session.reply(CLUSTER_INFO)
                .flatMap(RedisReply::bytes)
                .map(InfoReply::parse)
                .ifPresent(reply -> gather(reply, values));
        SampleTable.Builder table = SampleTable.labelled();
        table.row();
        values.forEach((name, value) -> table.set(table.column(family(name)), value));
        return Collected.of(table.build());
    }

    private static void gather(InfoReply reply, Map<String, Double> values) {
        reply.forEachField(
                PREFIX,
                field -> reply.number(field).ifPresent(value -> {
                    if (values.size() < MOST && Family.isMetricName(field)) {
                        values.put(field, value);
                    }
                }));
    }

    private static Family family(String field) {
        return KNOWN.family(field).orElseGet(() -> ANY.named("redis_" + field));
    }
}
