package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import java.util.List;
import java.util.Optional;

/** A cluster as one of its nodes sees it. Source: CLUSTER INFO. */
final class ClusterInfo implements RedisCollector {
    private static final RedisCommand CLUSTER_INFO =
            RedisCommand.of("+cluster|info", "CLUSTER", "INFO").when(ServerKind.CLUSTER_NODE);

    @Override
    public String name() {
        return "cluster_info";
    }

    @Override
    public List<Family> families() {
        return ClusterFields.FAMILIES;
    }

    @Override
    public List<RedisCommand> commands() {
        return List.of(CLUSTER_INFO);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) throws RedisException {
        Optional<Collected> withheld = session.withheld(CLUSTER_INFO);
        if (withheld.isPresent()) {
            return withheld.get();
        }
        byte[] text = session.reply(CLUSTER_INFO).flatMap(RedisReply::bytes).orElse(new byte[0]);
        return Collected.of(ClusterFields.table(InfoReply.parse(text), session.info()));
    }
}
