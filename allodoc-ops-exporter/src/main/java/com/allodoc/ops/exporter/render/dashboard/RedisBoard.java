package com.allodoc.ops.exporter.render.dashboard;

import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.GREEN;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.RED;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.YELLOW;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Numbers;

/** Redis: memory first, for that is what it dies of. */
final class RedisBoard {
    private static final Mapping GOOD = Mapping.of(0, "FAILED", RED, 1, "OK", GREEN);

    private RedisBoard() {}

    static Dashboard of(Definition definition) {
        return Head.of(
                        "redis",
                        "Redis",
                        "Redis: memory against its limit or plan, hits, commands, clients, persistence, replication.",
                        "redis_up")
                .servers()
                .over(
                        definition,
                        now(definition),
                        memory(definition),
                        commands(definition),
                        clients(definition),
                        rest(definition));
    }

    private static Row now(Definition definition) {
        return Row.open(
                "Now",
                Panel.stat("Redis")
                        .about("UP when Redis answers PING with PONG.", "docker exec CONTAINER redis-cli ping.")
                        .now(Query.byServer("redis_up"), "{{server}}")
                        .indicator(definition, "redis_up")
                        .steps(Steps.UP)
                        .mapping(Mapping.UP)
                        .filled()
                        .noValue("no Redis is watched")
                        .build(),
                Panel.stat("Uptime")
                        .about("Since the process started.", "Shorter than expected: its log says why it ended.")
                        .now("min(redis_uptime_in_seconds{@})")
                        .unit(Unit.AGE)
                        .noValue("no Redis is watched")
                        .build(),
                Panel.stat("Memory of limit or plan")
                        .about(
                                "Memory used against maxmemory, or against the plan where there is no limit.",
                                "redis-cli --bigkeys, on a replica.")
                        .query("max(redis:memory:ratio{@})")
                        .indicator(definition, "redis_memory_ratio")
                        .noValue("no limit and no plan")
                        .build(),
                Panel.stat("Memory limit")
                        .about(
                                "Whether maxmemory is set. Without it Redis grows until the kernel ends it.",
                                "CONFIG SET maxmemory, and the same in redis.conf.")
                        .now("min(redis_memory_max_bytes{@} > bool 0)")
                        .mapping(Mapping.of(0, "NO LIMIT SET", YELLOW, 1, "set", GREEN))
                        .steps(Steps.UP)
                        .shows("redis_max_memory")
                        .noValue("no Redis is watched")
                        .build(),
                Panel.stat("Hit ratio")
                        .about(
                                "Share of lookups that find their key, from "
                                        + Numbers.text(definition.floor("redis_lookups_per_second")) + " lookups/s on.",
                                "Look at evictions and at expiry times.")
                        .query("min(redis:hit:ratio5m{@} and redis:lookups:rate5m{@} > "
                                + Numbers.text(definition.floor("redis_lookups_per_second")) + ")")
                        .indicator(definition, "redis_hit_ratio")
                        .noValue("too few lookups to say")
                        .build(),
                Panel.stat("Clients")
                        .about("Connected clients.", "CLIENT LIST shows who they are.")
                        .query("sum(redis_connected_clients{@})")
                        .noValue("no Redis is watched")
                        .build(),
                Panel.stat("Snapshot")
                        .about(
                                "Whether the last snapshot and the last write to the append-only file worked.",
                                "Free disk space, memory to fork, Redis's log.")
                        .now("min(redis_rdb_last_bgsave_status{@})", "RDB")
                        .now("min(redis_aof_last_write_status{@})", "AOF")
                        .steps(Steps.UP)
                        .mapping(GOOD)
                        .named()
                        .shows("redis_persistence_status")
                        .noValue("no Redis is watched")
                        .build(),
                Panel.stat("Age of the last snapshot")
                        .about(
                                "Since the data was last written to disk as a whole. Without snapshots: since the"
                                        + " start.",
                                "BGSAVE, and look whether save is configured.")
                        .now("max(redis:last_save:seconds{@})")
                        .indicator(definition, "redis_last_save_seconds")
                        .unit(Unit.AGE)
                        .noValue("no Redis is watched")
                        .build());
    }

    private static Row memory(Definition definition) {
        return Row.open(
                "Memory",
                Panel.trend("Memory used")
                        .about("Data, the whole process, and the limit.", "A process far above its data is fragmented.")
                        .query("redis_memory_used_bytes{@}", "data {{server}}")
                        .query("redis_memory_used_rss_bytes{@}", "process {{server}}")
                        .query("redis_memory_max_bytes{@} > 0", "limit {{server}}")
                        .unit(Unit.BYTES)
                        .noValue("no Redis is watched")
                        .build(),
                Panel.trend("Fragmentation")
                        .about(
                                "Process memory over data, from " + Numbers.text(definition.floor("redis_memory_bytes"))
                                        + " bytes of data on.",
                                "CONFIG SET activedefrag yes, or a restart.")
                        .query(
                                "redis_mem_fragmentation_ratio{@} and redis_memory_used_bytes{@} > "
                                        + Numbers.text(definition.floor("redis_memory_bytes")),
                                "{{server}}")
                        .indicator(definition, "redis_fragmentation_ratio")
                        .noValue("too little data to say")
                        .build(),
                Panel.trend("Evicted and expired keys")
                        .about(
                                "Keys thrown away for memory, and keys that reached their end.",
                                "Evictions lose what was meant to stay.")
                        .query("rate(redis_evicted_keys_total{@}[$__rate_interval])", "evicted {{server}}")
                        .query("rate(redis_expired_keys_total{@}[$__rate_interval])", "expired {{server}}")
                        .unit(Unit.OPERATIONS_PER_SECOND)
                        .steps(Steps.of(definition, "redis_evictions"))
                        .shows("redis_evictions")
                        .noValue("no Redis is watched")
                        .build());
    }

    private static Row commands(Definition definition) {
        return Row.open(
                "Commands",
                Panel.trend("Hits and misses")
                        .about("Lookups by outcome.", "A step in misses follows a restart or an eviction.")
                        .query("rate(redis_keyspace_hits_total{@}[$__rate_interval])", "hits {{server}}")
                        .query("rate(redis_keyspace_misses_total{@}[$__rate_interval])", "misses {{server}}")
                        .unit(Unit.OPERATIONS_PER_SECOND)
                        .noValue("no Redis is watched")
                        .size(12, 8)
                        .build(),
                Panel.trend("Commands per second")
                        .about("By command.", "KEYS does not belong into production.")
                        .query("sum by (cmd) (rate(redis_commands_total{@}[$__rate_interval]))", "{{cmd}}")
                        .unit(Unit.OPERATIONS_PER_SECOND)
                        .noValue("nothing was asked")
                        .size(12, 8)
                        .build(),
                Panel.trend("Mean duration by command")
                        .about("Time per call, inside Redis.", "SLOWLOG GET shows the worst calls.")
                        .query(
                                "sum by (cmd) (rate(redis_commands_duration_seconds_total{@}[$__rate_interval]))"
                                        + " / (sum by (cmd) (rate(redis_commands_total{@}[$__rate_interval])) > 0)",
                                "{{cmd}}")
                        .unit(Unit.SECONDS)
                        .noValue("nothing was asked")
                        .size(12, 8)
                        .build(),
                Panel.trend("Slow commands")
                        .about("Entries added to the slow log in 15 minutes.", "SLOWLOG GET 10.")
                        .query("round(delta(redis_slowlog_last_id{@}[15m]))", "{{server}}")
                        .indicator(definition, "redis_slow_commands")
                        .noValue("no Redis is watched")
                        .size(12, 8)
                        .build());
    }

    private static Row clients(Definition definition) {
        return Row.open(
                "Clients",
                Panel.trend("Clients of the limit")
                        .about("Connected clients against maxclients.", "A climb without traffic is a pool that leaks.")
                        .query("redis:clients:ratio{@}", "{{server}}")
                        .indicator(definition, "redis_clients_ratio")
                        .noValue("no Redis is watched")
                        .build(),
                Panel.trend("Connected and blocked clients")
                        .about("Blocked ones wait in BLPOP and its like, which may be meant.", "CLIENT LIST.")
                        .query("redis_connected_clients{@}", "connected {{server}}")
                        .query("redis_blocked_clients{@}", "blocked {{server}}")
                        .noValue("no Redis is watched")
                        .build(),
                Panel.trend("Rejected connections")
                        .about(
                                "Clients turned away within five minutes because maxclients was reached.",
                                "Find the leak, or raise maxclients.")
                        .query("round(increase(redis_rejected_connections_total{@}[5m]))", "{{server}}")
                        .indicator(definition, "redis_rejected_connections")
                        .noValue("no Redis is watched")
                        .build());
    }

    private static Row rest(Definition definition) {
        return Row.collapsed(
                "Keys, persistence, replication, network",
                Panel.trend("Keys by database")
                        .about("Keys, and those that expire.", "Keys that never expire in a cache are a leak.")
                        .query("redis_db_keys{@} > 0", "{{server}} {{db}} all")
                        .query("redis_db_keys_expiring{@} > 0", "{{server}} {{db}} expiring")
                        .noValue("no database has keys")
                        .size(12, 8)
                        .build(),
                Panel.trend("Changes not yet saved")
                        .about(
                                "Writes that no snapshot has.",
                                "They are lost in a crash, unless the append-only file is on.")
                        .query("redis_rdb_changes_since_last_save{@}", "{{server}}")
                        .noValue("no Redis is watched")
                        .size(12, 8)
                        .build(),
                Panel.trend("Replication link")
                        .about(
                                "On a replica: 1 while it is connected to its master.",
                                "redis-cli INFO replication, on both.")
                        .query("redis_master_link_up{@}", "{{server}} to {{master_host}}")
                        .indicator(definition, "redis_master_link")
                        .range(0, 1)
                        .noValue("no replica is watched")
                        .size(12, 8)
                        .build(),
                Panel.trend("Network in and out")
                        .about("Bytes received and sent.", "Compare with the plan.")
                        .query("rate(redis_net_input_bytes_total{@}[$__rate_interval])", "in {{server}}")
                        .query("rate(redis_net_output_bytes_total{@}[$__rate_interval])", "out {{server}}")
                        .unit(Unit.BYTES_PER_SECOND)
                        .noValue("no Redis is watched")
                        .size(12, 8)
                        .build());
    }
}
