package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A Redis Cluster to be watched as one target: the series of every node with the labels {@code node} and {@code role}.
 * Any node will do to find the others, which get the same credentials. Safe for use by any thread.
 *
 * @see RedisTarget for a single server
 */
public final class RedisCluster extends RedisSource<RedisClusterSession> {
    private final List<Collector<RedisClusterSession>> collectors = new ArrayList<>();

    private RedisCluster(RedisSettings settings, InstantSource clock) {
        super(settings, RedisDiagnosis.ofCluster(settings), clock);
        if (settings.watch().runs(ClusterMembers.NAME)) {
            collectors.add(new ClusterMembers());
        }
        collectors.addAll(collectors(OnEveryNode::new, new KeysOfCluster(scanner(), settings, clock)));
    }

    public static RedisCluster of(RedisSettings settings) {
        return new RedisCluster(settings, InstantSource.system());
    }

    @Override
    public List<Collector<RedisClusterSession>> collectors() {
        return List.copyOf(collectors);
    }

    @Override
    public RedisClusterSession open(Deadline deadline) {
        return new RedisClusterSession(settings(), commands(), times());
    }

    /** Who belongs to the cluster, and who answered. Source: CLUSTER NODES. */
    private static final class ClusterMembers implements Collector<RedisClusterSession> {
        static final String NAME = "cluster_members";

        private static final Family UP = Family.gauge(
                "allodoc_redis_cluster_node_up", "Whether the node answered (1) or not (0).", "node", "role");

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Family> families() {
            return List.of(UP);
        }

        @Override
        public Collected collect(RedisClusterSession session, Deadline deadline) {
            SampleTable.Builder table = SampleTable.labelled("node", "role");
            int up = table.column(UP);
            session.nodes()
                    .forEach(node -> table.row(node.address(), OnEveryNode.role(session, node))
                            .set(up, session.answered().containsKey(node) ? 1 : 0));
            return Collected.of(table.build());
        }
    }

    /** The keys of all nodes together, as redis_exporter has them. */
    private record KeysOfCluster(KeyScanner scanner, RedisSettings settings, InstantSource clock)
            implements Collector<RedisClusterSession> {

        @Override
        public String name() {
            return Keys.NAME;
        }

        @Override
        public List<Family> families() {
            return Keys.FAMILIES;
        }

        @Override
        public Collected collect(RedisClusterSession session, Deadline deadline) throws Exception {
            boolean replica = settings.watch().keys().replica();
            return Keys.collect(scanner, session.keySources(replica), settings, deadline, clock);
        }
    }
}
