package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
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
public final class RedisCluster implements Target<RedisClusterSession> {
    private final RedisSettings settings;
    private final List<Collector<RedisClusterSession>> collectors = new ArrayList<>();
    private final List<RedisCommand> commands;
    private final RedisDiagnosis diagnosis;
    private final RedisTimes times = new RedisTimes();
    private final RedisEnvelope envelope = new RedisEnvelope(times);
    private final KeyScanner scanner;

    private RedisCluster(RedisSettings settings, InstantSource clock) {
        this.settings = requireNonNull(settings, "settings");
        List<RedisCollector> ofNodes = RedisCollectors.all(settings.watch(), clock);
        this.scanner = new KeyScanner(settings, clock);
        this.commands = RedisTarget.commands(ofNodes);
        this.diagnosis = RedisDiagnosis.ofCluster(settings);
        collectors.add(new ClusterMembers());
        ofNodes.forEach(collector -> collectors.add(new OnEveryNode(collector)));
        collectors.add(new KeysOfCluster(scanner, settings, clock));
    }

    public static RedisCluster of(RedisSettings settings) {
        return new RedisCluster(settings, InstantSource.system());
    }

    @Override
    public String source() {
        return RedisTarget.SOURCE;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String server() {
        return settings.server();
    }

    @Override
    public List<Collector<RedisClusterSession>> collectors() {
        return List.copyOf(collectors);
    }

    @Override
    public RedisClusterSession open(Deadline deadline) {
        return new RedisClusterSession(settings, commands, times);
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        return diagnosis.diagnose(failure);
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        return envelope.tables(report);
    }

    @Override
    public List<Family> envelopeFamilies() {
        return RedisEnvelope.FAMILIES;
    }

    @Override
    public void close() {
        scanner.close();
    }

    /** Who belongs to the cluster, and who answered. Source: CLUSTER NODES. */
    private static final class ClusterMembers implements Collector<RedisClusterSession> {
        private static final Family UP = Family.gauge(
                "allodoc_redis_cluster_node_up", "Whether the node answered (1) or not (0).", "node", "role");

        @Override
        public String name() {
            return "cluster_members";
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
