package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.Area.REDIS;

import java.util.List;
import java.util.stream.Stream;

/** Redis: memory against its limit or the plan, clients, persistence, replication. */
final class RedisRules {
    static final List<RecordingRule> RECORDS = List.of(
            RecordingRule.of("redis:memory:ratio", """
                    redis_memory_used_bytes / (redis_memory_max_bytes > 0)
                    or
                    redis_memory_used_bytes
                      / on (environment) group_left () max by (environment) (service:memory_budget:bytes{service="redis"})
                    """),
            RecordingRule.of("redis:lookups:rate5m", """
                    rate(redis_keyspace_hits_total[5m]) + rate(redis_keyspace_misses_total[5m])
                    """),
            RecordingRule.of("redis:hit:ratio5m", "rate(redis_keyspace_hits_total[5m]) / (redis:lookups:rate5m > 0)"),
            RecordingRule.of("redis:clients:ratio", "redis_connected_clients / (redis_max_clients > 0)"),
            RecordingRule.of("redis:last_save:seconds", "time() - redis_rdb_last_save_timestamp_seconds"));

    static final List<AlertSpec> ALERTS = Stream.of(
                    alert(
                            "RedisDown",
                            """
                            redis_up {limit}
                            or (
                              service:expected:info{service="redis"} and on (environment) up{job="{job}"} == 1
                              unless on (environment) redis_up
                            ) * 0 {limit}
                            """,
                            "Redis of {{ $labels.environment }} can't be reached",
                            "The exporter gets no answer to PING: Redis is down, loading, or refuses the login."),
                    alert(
                            "RedisMemoryHigh",
                            "redis:memory:ratio {limit}",
                            "Redis at {{ $labels.instance }} fills its memory",
                            "Memory used against maxmemory, or against the plan when Redis has no limit of its own."),
                    alert(
                            "RedisMemoryCritical",
                            "redis:memory:ratio {limit}",
                            "Redis at {{ $labels.instance }} is almost out of memory",
                            "As RedisMemoryHigh. Soon keys are evicted, or writes are refused."),
                    alert(
                            "RedisNoMemoryLimit",
                            "redis_memory_max_bytes {limit}",
                            "Redis at {{ $labels.instance }} has no memory limit",
                            "maxmemory is 0: Redis grows until the kernel kills it or something else."),
                    alert(
                            "RedisEvicting",
                            "rate(redis_evicted_keys_total[5m]) {limit}",
                            "Redis at {{ $labels.instance }} evicts keys",
                            "Redis throws keys away to stay within maxmemory. Sessions kept there are lost."),
                    alert(
                            "RedisRejectedConnections",
                            "increase(redis_rejected_connections_total[5m]) {limit}",
                            "Redis at {{ $labels.instance }} refuses clients",
                            "maxclients is reached; clients are turned away."),
                    alert(
                            "RedisClientsNearLimit",
                            "redis:clients:ratio {limit}",
                            "Redis at {{ $labels.instance }} is about to refuse clients",
                            "Nearly as many clients as maxclients allows. Usually a pool that leaks."),
                    alert(
                            "RedisPersistenceFailed",
                            """
                            redis_rdb_last_bgsave_status {limit}
                            or redis_aof_last_write_status {limit}
                            """,
                            "Redis at {{ $labels.instance }} can't write its data to disk",
                            "The last snapshot or the last write to the append-only file failed: disk full, or no memory to"
                                    + " fork. By default Redis then refuses writes."),
                    alert(
                            "RedisSaveOld",
                            "redis:last_save:seconds {limit} and redis_rdb_changes_since_last_save > 0"
                                    + " and redis_rdb_last_bgsave_duration_sec >= 0",
                            "Redis at {{ $labels.instance }} has not saved for long",
                            "There are changes that no snapshot has, on a server that did save before. A crash loses them, unless the"
                                    + " append-only file is on."),
                    alert(
                            "RedisHitRatioLow",
                            "redis:hit:ratio5m {limit} and redis:lookups:rate5m > {floor:redis_lookups_per_second}",
                            "Redis at {{ $labels.instance }} misses often",
                            "Most lookups find nothing: keys expire too early, were evicted, or are asked for wrongly."),
                    alert(
                            "RedisFragmented",
                            "redis_mem_fragmentation_ratio {limit}"
                                    + " and redis_memory_used_bytes > {floor:redis_memory_bytes}",
                            "Redis at {{ $labels.instance }} wastes memory",
                            "The process holds much more memory than its data. Active defragmentation or a restart gives it"
                                    + " back."),
                    alert(
                            "RedisSlowlogGrowing",
                            "delta(redis_slowlog_last_id[15m]) {limit}",
                            "Redis at {{ $labels.instance }} has slow commands",
                            "Commands take longer than slowlog-log-slower-than. One slow command holds up all others."),
                    alert(
                            "RedisReplicationBroken",
                            "redis_master_link_up {limit}",
                            "The replica at {{ $labels.instance }} has lost its master",
                            "A replica is not connected to its master; what it has grows old."))
            .map(spec -> spec.about("redis"))
            .toList();

    private RedisRules() {}

    private static AlertSpec alert(String name, String expression, String summary, String meaning) {
        return AlertSpec.of(name, REDIS, expression, summary, meaning);
    }
}
