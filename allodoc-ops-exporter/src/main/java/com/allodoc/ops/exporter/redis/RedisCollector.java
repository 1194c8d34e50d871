package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collector;
import java.util.List;

/** A collector that reads the replies of the round trip that {@link RedisSession#begin} made; it sends nothing itself. */
interface RedisCollector extends Collector<RedisSession> {

    /** What it needs besides PING and INFO; the session sends the commands of all collectors at once. */
    default List<RedisCommand> commands() {
        return List.of();
    }
}
