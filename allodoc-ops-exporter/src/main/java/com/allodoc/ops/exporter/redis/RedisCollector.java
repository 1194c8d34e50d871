package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collector;
import java.util.List;

/**
 * A collector that reads the replies of the round trip that {@link RedisSession#begin} made. Only one whose questions
 * depend on the replies, such as what each master of a sentinel is, sends more, all of it at once.
 */
interface RedisCollector extends Collector<RedisSession> {

    /** What it needs besides PING and INFO; the session sends the commands of all collectors at once. */
    default List<RedisCommand> commands() {
        return List.of();
    }
}
