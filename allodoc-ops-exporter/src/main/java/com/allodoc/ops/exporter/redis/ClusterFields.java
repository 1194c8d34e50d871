package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every field that begins with {@code cluster_}, each under its own name, as redis_exporter has it. All are gauges, even
 * the totals.
 */
final class ClusterFields {
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

    static final List<Family> FAMILIES =
            Stream.concat(KNOWN.families().stream(), Stream.of(ANY)).toList();

    private ClusterFields() {}

    /** The fields of {@code reply}, without those that {@code other} has too. */
    static SampleTable table(InfoReply reply, InfoReply other) {
        SampleTable.Builder table = SampleTable.labelled();
        table.row();
        int[] rows = {0};
        reply.forEachField(
                PREFIX,
                field -> reply.number(field).ifPresent(value -> {
                    if (!other.has(field) && Family.isMetricName(field) && rows[0]++ < MOST) {
                        table.set(table.column(family(field)), value);
                    }
                }));
        return table.build();
    }

    private static Family family(String field) {
        return KNOWN.family(field).orElseGet(() -> ANY.named("redis_" + field));
    }
}
