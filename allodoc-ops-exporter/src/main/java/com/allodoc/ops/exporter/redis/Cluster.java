package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import java.util.List;

/** What INFO says of the cluster; on most servers only whether there is one. Source: INFO Cluster. */
final class Cluster implements RedisCollector {
    private static final InfoReply NOTHING = InfoReply.parse(new byte[0]);

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public List<Family> families() {
        return ClusterFields.FAMILIES;
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        return Collected.of(ClusterFields.table(session.info(), NOTHING));
    }
}
