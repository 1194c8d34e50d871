package com.allodoc.ops.exporter.redis;

import java.time.InstantSource;
import java.util.List;

/** The collectors that read the replies of one server, in the order in which they run. */
final class RedisCollectors {
    private RedisCollectors() {}

    /** Those that are wanted of it. */
    static List<RedisCollector> of(RedisWatch watch, InstantSource clock) {
        return all(watch, clock).stream()
                .filter(collector -> watch.runs(collector.name()))
                .toList();
    }

    /** What they ask, each command once. */
    static List<RedisCommand> commands(List<RedisCollector> collectors) {
        return collectors.stream()
                .flatMap(collector -> collector.commands().stream())
                .distinct()
                .toList();
    }

    private static List<RedisCollector> all(RedisWatch watch, InstantSource clock) {
        return List.of(
                new InstanceInfo(clock),
                Server.COLLECTOR,
                Clients.COLLECTOR,
                Memory.COLLECTOR,
                new MemoryLimit(watch),
                Persistence.COLLECTOR,
                new RdbFile(watch),
                Stats.COLLECTOR,
                new Replication(),
                new Cpu(),
                new Modules(),
                SearchModule.COLLECTOR,
                ValkeyModules.COLLECTOR,
                new SearchIndexes(watch),
                new CommandStats(),
                new ErrorStats(),
                new LatencyStats(),
                new LatencyHistogram(),
                new LatencySpikes(),
                new SlowLog(),
                new CommandLog(watch),
                new AclLog(),
                new Config(watch),
                new ClientList(watch, clock),
                new Cluster(),
                new ClusterInfo(),
                new Keyspace(watch),
                new Sentinel(),
                new SentinelMasters(),
                new SentinelConfig(watch),
                new Scripts(watch),
                KeyDb.COLLECTOR,
                Tile38.COLLECTOR);
    }
}
