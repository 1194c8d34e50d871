package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one collector on every node that answered and adds the labels {@code node} and {@code role}. It fails, or is
 * skipped, only when it gave nothing on any of them.
 */
final class OnEveryNode implements Collector<RedisClusterSession> {
    private static final String NODE = "node";
    private static final String ROLE = "role";

    private final RedisCollector inner;

    OnEveryNode(RedisCollector inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<Family> families() {
        return inner.families();
    }

    @Override
    public Collected collect(RedisClusterSession session, Deadline deadline) throws Exception {
        List<SampleTable> tables = new ArrayList<>();
        Collected skipped = null;
        Exception failure = null;
        boolean good = false;
        for (Map.Entry<ClusterNode, RedisSession> node : session.answered().entrySet()) {
            try {
                Collected collected = inner.collect(node.getValue(), deadline);
                if (collected instanceof Collected.Tables found) {
                    good = true;
                    found.tables().forEach(table -> tables.add(labelled(table, session, node.getKey())));
                } else {
                    skipped = collected;
                }
            } catch (Exception e) {
                failure = e;
            }
        }
        return good ? new Collected.Tables(tables) : nothing(skipped, failure);
    }

    private static Collected nothing(@Nullable Collected skipped, @Nullable Exception failure) throws Exception {
        if (failure != null) {
            throw failure;
        }
        return skipped == null ? Collected.of() : skipped;
    }

    private static SampleTable labelled(SampleTable table, RedisClusterSession session, ClusterNode node) {
        SampleTable named = table.with(NODE, node.address());
        // redis_instance_info says the role itself.
        return table.labelNames().contains(ROLE) ? named : named.with(ROLE, role(session, node));
    }

    /** As the node itself says, which knows best; as its peers say while it is silent. */
    static String role(RedisClusterSession session, ClusterNode node) {
        RedisSession answered = session.answered().get(node);
        return answered == null ? node.role() : answered.info().text(ROLE).orElse(node.role());
    }
}
