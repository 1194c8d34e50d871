package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.HealthyClinic.DB;
import static com.allodoc.ops.exporter.render.rule.HealthyClinic.I;
import static com.allodoc.ops.exporter.render.rule.HealthyClinic.MOUNT;
import static com.allodoc.ops.exporter.render.rule.HealthyClinic.REPLICA;
import static com.allodoc.ops.exporter.render.rule.HealthyClinic.SLOT;
import static com.allodoc.ops.exporter.render.rule.HealthyClinic.STATEMENT;
import static com.allodoc.ops.exporter.render.rule.HealthyClinic.box;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that goes wrong, and who must be told of it: nobody else.
 *
 * @param minutes from its begin until its last alert is over, with room for looking back
 */
record Incident(String name, Set<String> alerts, int minutes, Plant plant) {
    private static final double GIB = 1 << 30;

    /** Puts it into a history from a minute on. */
    interface Plant {
        void into(History history, int from);
    }

    /** Those that are over within three quarters of an hour. */
    static List<Incident> brief() {
        return Stream.of(databases(), caches(), machines(), monitoring())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that take hours. */
    static List<Incident> slow() {
        return List.of(
                new Incident(
                        "a disk fills up within four hours",
                        Set.of("DiskFullSoon", "DiskHigh", "DiskCritical"),
                        420,
                        (h, at) -> {
                            for (String what : List.of("free", "avail")) {
                                h.plant(
                                        "node_filesystem_" + what + "_bytes{" + MOUNT + "}",
                                        at,
                                        240,
                                        i -> Math.rint(GIB * (38 - 36 * i / 240.0)));
                            }
                        }),
                new Incident(
                        "a report becomes slow",
                        Set.of("SlowStatements"),
                        90,
                        (h, at) -> h.plantGrowth("pg_stat_statements_seconds_total{" + STATEMENT + "}", at, 60, 120)),
                new Incident(
                        "a standby is gone and its slot keeps WAL", Set.of("ReplicationSlotInactive"), 60, (h, at) -> {
                            h.plant("pg_replication_slots_active{" + SLOT + "}", at, 40, i -> 0);
                            h.plant("pg_replication_slots_pg_wal_lsn_diff{" + SLOT + "}", at, 40, i -> 6 * GIB);
                        }),
                new Incident(
                        "somebody takes everything away",
                        Set.of("NetworkSpike"),
                        60,
                        (h, at) -> h.plantGrowth(
                                "container_network_transmit_bytes_total{" + box("backend") + "}", at, 40, 3.6e9)),
                new Incident(
                        "an index build was broken off",
                        Set.of("InvalidIndex"),
                        120,
                        (h, at) -> h.plant("allodoc_postgres_indexes_invalid{" + DB + "}", at, 90, i -> 1)));
    }

    private static List<Incident> databases() {
        return List.of(
                new Incident(
                        "PostgreSQL crashes and comes back after five minutes",
                        Set.of("DatabaseConnectionFailure", "ServiceDown", "PostgresRestarted"),
                        30,
                        (h, at) -> {
                            h.plant("pg_up{" + I + "}", at, 5, i -> 0);
                            h.plant("pg_postmaster_start_time_seconds{" + I + "}", at + 5, 25, i -> (at + 5) * 60);
                        }),
                new Incident(
                        "a pool leaks sessions",
                        Set.of("DatabaseConnectionsAboveTarget", "DatabaseConnectionsNearLimit"),
                        30,
                        (h, at) -> h.plant("pg_stat_activity_count{" + DB + ", state=\"idle\"}", at, 15, i -> 95)),
                new Incident(
                        "a session forgets its transaction",
                        Set.of("IdleInTransaction", "IdleInTransactionCritical"),
                        40,
                        (h, at) -> h.plant(
                                "pg_stat_activity_max_tx_duration{" + DB
                                        + ", state=\"idle in transaction\", usename=\"app\", application_name=\"api\"}",
                                at,
                                25,
                                i -> i * 60)),
                new Incident(
                        "sessions wait for a lock",
                        Set.of("BlockedSessions"),
                        20,
                        (h, at) -> h.plant("allodoc_postgres_blocked_oldest_seconds{" + DB + "}", at, 6, i -> i * 60)),
                new Incident(
                        "two jobs fight over rows",
                        Set.of("Deadlocks"),
                        40,
                        (h, at) -> h.plantGrowth("pg_stat_database_deadlocks{" + DB + "}", at, 5, 2)),
                new Incident(
                        "a release rolls back a third",
                        Set.of("HighRollbackShare"),
                        40,
                        (h, at) -> h.plantGrowth("pg_stat_database_xact_rollback{" + DB + "}", at, 20, 4000)),
                new Incident(
                        "a standby falls behind",
                        Set.of("ReplicationLag"),
                        20,
                        (h, at) -> h.plant("pg_replication_lag_seconds{" + I + "}", at, 10, i -> 400)),
                new Incident(
                        "the archive is full",
                        Set.of("WalArchiveFailing"),
                        50,
                        (h, at) -> h.plantGrowth("pg_stat_archiver_failed_count{" + I + "}", at, 12, 1)));
    }

    private static List<Incident> caches() {
        return List.of(
                new Incident(
                        "Redis is down",
                        Set.of("RedisDown", "ServiceDown"),
                        20,
                        (h, at) -> h.plant("redis_up{" + I + "}", at, 10, i -> 0)),
                new Incident(
                        "Redis comes and goes",
                        Set.of("ServiceFlapping"),
                        40,
                        (h, at) -> h.plant("redis_up{" + I + "}", at, 9, i -> i % 3 == 0 ? 0 : 1)),
                new Incident(
                        "Redis is full",
                        Set.of("RedisMemoryHigh", "RedisMemoryCritical", "RedisEvicting"),
                        40,
                        (h, at) -> {
                            h.plant("redis_memory_used_bytes{" + I + "}", at, 20, i -> 0.97 * GIB);
                            h.plantGrowth("redis_evicted_keys_total{" + I + "}", at, 20, 50);
                        }),
                new Incident(
                        "clients are turned away",
                        Set.of("RedisRejectedConnections"),
                        20,
                        (h, at) -> h.plantGrowth("redis_rejected_connections_total{" + I + "}", at, 2, 10)),
                new Incident(
                        "a snapshot fails",
                        Set.of("RedisPersistenceFailed"),
                        20,
                        (h, at) -> h.plant("redis_rdb_last_bgsave_status{" + I + "}", at, 8, i -> 0)),
                new Incident(
                        "the replica loses its master",
                        Set.of("RedisReplicationBroken"),
                        20,
                        (h, at) -> h.plant("redis_master_link_up{" + REPLICA + "}", at, 5, i -> 0)));
    }

    private static List<Incident> machines() {
        return List.of(
                new Incident("a job takes the whole processor", Set.of("HighCpu"), 40, (h, at) -> {
                    for (int cpu = 0; cpu < 2; cpu++) {
                        h.plantPace("node_cpu_seconds_total{" + I + ", cpu=\"" + cpu + "\", mode=\"idle\"}", at, 20, 2);
                    }
                }),
                new Incident(
                        "memory runs out",
                        Set.of("MemoryHigh", "MemoryCritical"),
                        40,
                        (h, at) -> h.plant("node_memory_MemAvailable_bytes{" + I + "}", at, 20, i -> 0.5 * GIB)),
                new Incident(
                        "the backend crashes for want of memory",
                        Set.of("ContainerOomKilled", "ContainerRestarting"),
                        45,
                        (h, at) -> {
                            h.plantGrowth("container_oom_events_total{" + box("backend") + "}", at, 5, 1);
                            h.plantGrowth("container_restart_count{" + box("backend") + "}", at, 5, 1);
                        }),
                new Incident(
                        "the frontend is stopped",
                        Set.of("ContainerNotRunning", "ServiceDown"),
                        20,
                        (h, at) -> h.plant("container_last_seen{" + box("frontend") + "}", at, 8, i -> (at - 1) * 60)),
                new Incident(
                        "nginx fails its health check",
                        Set.of("ContainerUnhealthy"),
                        20,
                        (h, at) -> h.plant("container_health_failing_streak{" + box("nginx") + "}", at, 8, i -> i + 1)),
                new Incident(
                        "Prometheus nears its limit",
                        Set.of("ContainerMemoryNearLimit"),
                        30,
                        (h, at) -> h.plant(
                                "container_memory_working_set_bytes{" + box("prometheus") + "}",
                                at,
                                10,
                                i -> 1.95 * GIB)));
    }

    private static List<Incident> monitoring() {
        String prometheus = HealthyClinic.ENVIRONMENT + ", job=\"prometheus\", instance=\"localhost:9090\"";
        String alertmanager = HealthyClinic.ENVIRONMENT + ", job=\"alertmanager\", instance=\"alertmanager:9093\"";
        return List.of(
                new Incident("the exporter is down", Set.of("ExporterDown"), 20, (h, at) -> {
                    h.plant("up{" + I + "}", at, 4, i -> 0);
                    h.silence("job=\"allodoc-ops\"", at, 4);
                }),
                new Incident(
                        "the engine does not answer",
                        Set.of("TargetDown"),
                        20,
                        (h, at) -> h.plant(
                                "allodoc_target_up{" + I + ", source=\"container\", target=\"main\"}", at, 8, i -> 0)),
                new Incident(
                        "a grant is missing",
                        Set.of("CollectorFailing"),
                        40,
                        (h, at) -> h.plant(
                                "allodoc_collector_success{" + I
                                        + ", source=\"postgres\", target=\"main\", collector=\"c\"}",
                                at,
                                20,
                                i -> 0)),
                new Incident(
                        "Alertmanager is gone",
                        Set.of("AlertmanagerUnreachable"),
                        20,
                        (h, at) -> h.plant(
                                "prometheus_notifications_alertmanagers_discovered{" + prometheus + "}",
                                at,
                                8,
                                i -> 0)),
                new Incident(
                        "PagerDuty refuses",
                        Set.of("NotificationsFailing"),
                        40,
                        (h, at) -> h.plantGrowth(
                                "alertmanager_notifications_failed_total{" + alertmanager
                                        + ", integration=\"pagerduty\"}",
                                at,
                                10,
                                1)),
                new Incident(
                        "a configuration is refused",
                        Set.of("ConfigReloadFailed"),
                        40,
                        (h, at) -> h.plant(
                                "prometheus_config_last_reload_successful{" + prometheus + "}", at, 20, i -> 0)));
    }
}
