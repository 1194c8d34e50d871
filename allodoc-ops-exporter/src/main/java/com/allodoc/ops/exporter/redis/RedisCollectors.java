package com.allodoc.ops.exporter.redis;

import java.time.InstantSource;
import java.util.List;

/** Every collector there is, in the order in which they run. */
final class RedisCollectors {
    private RedisCollectors() {}

    static List<RedisCollector> all(InstantSource clock) {
        return List.of(
                new InstanceInfo(clock),
                Server.COLLECTOR,
                Clients.COLLECTOR,
                Memory.COLLECTOR,
                Persistence.COLLECTOR,
                Stats.COLLECTOR,
                new Replication(),
                new Cpu(),
                new Modules(),
                SearchModule.COLLECTOR,
                ValkeyModules.COLLECTOR,
                new CommandStats(),
                new ErrorStats(),
                new LatencyStats(),
                new Cluster(),
                new Keyspace(),
                new Sentinel(),
                KeyDb.COLLECTOR,
                Tile38.COLLECTOR);
    }
}
