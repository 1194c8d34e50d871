package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.AlertCase.constant;
import static com.allodoc.ops.exporter.render.rule.AlertCase.counter;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.runbook.AlertRule;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One case for every alert. */
final class AlertCases {
    private static final String E = "environment=\"production\"";
    private static final String I = E + ", job=\"allodoc-ops\", instance=\"{i}\"";
    private static final String DB = I + ", datname=\"app\"";
    private static final String TABLE = DB + ", schemaname=\"public\", relname=\"visits\"";
    private static final String BOX = I + ", id=\"1\", image=\"x\", name=\"box-{i}\"";
    private static final String BACKEND = I + ", name=\"allodoc_backend_prod\"";
    private static final String MOUNT = I + ", device=\"/dev/sda\", fstype=\"ext4\", mountpoint=\"/\"";
    private static final Duration MINUTES_5 = Duration.ofMinutes(5);
    private static final Duration MINUTES_10 = Duration.ofMinutes(10);
    private static final Duration MINUTES_15 = Duration.ofMinutes(15);

    private AlertCases() {}

    static List<AlertCase> all() {
        return Stream.of(services(), postgres(), postgresDetail(), redis(), containers(), host(), monitoring())
                .flatMap(List::stream)
                .toList();
    }

    private static AlertCase of(String alert) {
        return AlertCase.of(alert);
    }

    private static List<AlertCase> services() {
        return List.of(
                of("ServiceDown").gauge("pg_up{" + I + "}").values(0, 1, 1).oneByOne(),
                of("ServiceFlapping")
                        .series("redis_up{" + I + "}", AlertCases::flapping)
                        .window(Duration.ofMinutes(12))
                        .values(4, 3, 0)
                        .oneByOne(),
                // Every service has a check, or only the database has.
                of("ServiceNeverSeen")
                        .gauge("pg_up{" + E + ", instance=\"x\"}")
                        .series("redis_up{" + E + ", instance=\"x\"}", v -> v > 0 ? "1x2000" : "_x2000")
                        .series("machine_cpu_cores{" + E + "}", v -> v > 0 ? "2x2000" : "_x2000")
                        .values(0, 1, 1)
                        .oneByOne());
    }

    /** So many changes between up and down, a minute apart. */
    private static String flapping(double changes) {
        StringBuilder values = new StringBuilder("1x6");
        for (int i = 1; i <= changes; i++) {
            values.append(i % 2 == 1 ? " 0" : " 1");
        }
        return values.append(changes % 2 == 1 ? " 0x2000" : " 1x2000").toString();
    }

    private static List<AlertCase> postgres() {
        return List.of(
                of("DatabaseConnectionFailure").gauge("pg_up{" + I + "}").values(0, 1, 1),
                of("DatabaseConnectionsAboveTarget")
                        .gauge("pg_stat_activity_count{" + DB + ", state=\"idle\"}")
                        .values(51, 50, 10),
                of("DatabaseConnectionsNearLimit")
                        .series("pg_stat_activity_count{" + DB + ", state=\"idle\"}", v -> constant(v * 97))
                        .always("pg_settings_max_connections{" + I + "}", 100)
                        .always("pg_settings_superuser_reserved_connections{" + I + "}", 3),
                of("IdleInTransaction")
                        .gauge("pg_stat_activity_max_tx_duration{" + DB + ", state=\"idle in transaction\"}"),
                of("IdleInTransactionCritical")
                        .gauge("pg_stat_activity_max_tx_duration{" + DB + ", state=\"idle in transaction (aborted)\"}"),
                of("LongTransaction")
                        .gauge("pg_stat_activity_max_tx_duration{" + DB
                                + ", state=\"active\", usename=\"app\", application_name=\"api\"}")
                        .always(
                                "pg_stat_activity_max_tx_duration{" + E + ", instance=\"backup\", datname=\"app\","
                                        + " state=\"active\", usename=\"app\", application_name=\"pg_dump\"}",
                                99_999),
                of("BlockedSessions").gauge("allodoc_postgres_blocked_oldest_seconds{" + DB + "}"),
                of("Deadlocks")
                        .series("pg_stat_database_deadlocks{" + DB + "}", v -> counter(v / 10))
                        .window(MINUTES_10),
                of("HighRollbackShare")
                        .series("pg_stat_database_xact_rollback{" + DB + "}", v -> counter(v * 6_000))
                        .series("pg_stat_database_xact_commit{" + DB + "}", v -> counter((1 - v) * 6_000))
                        .window(MINUTES_5),
                of("LowCacheHit")
                        .series("pg_stat_database_blks_hit{" + DB + "}", v -> counter(v * 60_000))
                        .series("pg_stat_database_blks_read{" + DB + "}", v -> counter((1 - v) * 60_000))
                        .values(0.88, 0.92, 0.99)
                        .window(MINUTES_5));
    }

    private static List<AlertCase> postgresDetail() {
        String statement = DB + ", user=\"app\", queryid=\"1\"";
        return List.of(
                of("SlowStatements")
                        .series("pg_stat_statements_seconds_total{" + statement + "}", v -> counter(v * 60))
                        .growing("pg_stat_statements_calls_total{" + statement + "}", 60)
                        .window(MINUTES_5),
                of("WraparoundNear").gauge("allodoc_postgres_database_wraparound_ratio{" + DB + "}"),
                of("WraparoundCritical")
                        .series(
                                "pg_database_wraparound_age_datfrozenxid_seconds{" + DB + "}",
                                v -> constant(Math.rint(v * 2_147_483_648.0))),
                of("VacuumOverdue")
                        .series("pg_stat_user_tables_n_dead_tup{" + TABLE + "}", v -> constant(v * 1_000_000))
                        .series("pg_stat_user_tables_n_live_tup{" + TABLE + "}", v -> constant((1 - v) * 1_000_000))
                        .always("pg_stat_user_tables_last_autovacuum{" + TABLE + "}", -90_000),
                of("AnalyzeOverdue")
                        .series("pg_stat_user_tables_last_analyze{" + TABLE + "}", v -> constant(-v))
                        .always("pg_stat_user_tables_last_autoanalyze{" + TABLE + "}", -9_000_000)
                        .values(3_024_100, 3_000_000, 86_400),
                of("AnalyzeMissing").gauge("pg_stat_user_tables_n_live_tup{" + TABLE + "}"),
                of("ReplicationLag")
                        .gauge("pg_replication_lag_seconds{" + I + "}")
                        .always("pg_replication_is_replica{" + I + "}", 1),
                of("ReplicationLagCritical")
                        .gauge("pg_replication_lag_seconds{" + I + "}")
                        .always("pg_replication_is_replica{" + I + "}", 1),
                of("ReplicationSlotInactive")
                        .gauge("pg_replication_slots_pg_wal_lsn_diff{" + I + ", slot_name=\"s\"}")
                        .always("pg_replication_slots_active{" + I + ", slot_name=\"s\"}", 0),
                of("WalArchiveFailing")
                        .series("pg_stat_archiver_failed_count{" + I + "}", AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_10),
                of("WalArchiveOld")
                        .gauge("pg_stat_archiver_last_archive_age{" + I + "}")
                        .always("allodoc_postgres_archiver_expected{" + I + "}", 1)
                        .always("allodoc_postgres_archiver_waiting_files{" + I + "}", 3),
                of("PostgresRestarted")
                        .series("pg_postmaster_start_time_seconds{" + I + "}", v -> constant(360 - v))
                        .values(590, 610, 86_400),
                of("ChecksumFailure")
                        .series("allodoc_postgres_database_checksum_failures_total{" + DB + "}", AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_10),
                of("SettingsPendingRestart")
                        .gauge("allodoc_postgres_settings_pending_restart{" + I + "}")
                        .values(1, 0, 0),
                of("ConfigurationChanged")
                        .series(
                                "allodoc_postgres_settings_fingerprint{" + I + "}",
                                v -> v > 0 ? "1x4 2x2000" : "1x2000")
                        .values(1, 0, 0),
                of("InvalidIndex")
                        .gauge("allodoc_postgres_indexes_invalid{" + DB + "}")
                        .values(1, 0, 0),
                of("SequenceNearEnd")
                        .gauge("allodoc_postgres_sequence_used_ratio{" + DB
                                + ", schemaname=\"public\", sequencename=\"s\"}"));
    }

    private static List<AlertCase> redis() {
        return List.of(
                of("RedisDown").gauge("redis_up{" + I + "}").values(0, 1, 1),
                // Without a limit the plan of 1 GiB counts.
                of("RedisMemoryHigh")
                        .series("redis_memory_used_bytes{" + I + "}", v -> constant(v * (1 << 30)))
                        .always("redis_memory_max_bytes{" + I + "}", 0)
                        .values(0.86, 0.84, 0.1),
                of("RedisMemoryCritical")
                        .series("redis_memory_used_bytes{" + I + "}", v -> constant(v * 1_000))
                        .always("redis_memory_max_bytes{" + I + "}", 1_000),
                of("RedisNoMemoryLimit")
                        .gauge("redis_memory_max_bytes{" + I + "}")
                        .values(0, 1, 1 << 30),
                of("RedisEvicting")
                        .series("redis_evicted_keys_total{" + I + "}", AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_5),
                of("RedisRejectedConnections")
                        .series("redis_rejected_connections_total{" + I + "}", AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_5),
                of("RedisClientsNearLimit")
                        .series("redis_connected_clients{" + I + "}", v -> constant(v * 1_000))
                        .always("redis_max_clients{" + I + "}", 1_000),
                of("RedisPersistenceFailed")
                        .gauge("redis_rdb_last_bgsave_status{" + I + "}")
                        .values(0, 1, 1),
                of("RedisSaveOld")
                        .series("redis_rdb_last_save_timestamp_seconds{" + I + "}", v -> constant(-v))
                        .always("redis_rdb_changes_since_last_save{" + I + "}", 5)
                        .always("redis_rdb_last_bgsave_duration_sec{" + I + "}", 0)
                        .values(86_500, 80_000, 600),
                of("RedisHitRatioLow")
                        .series("redis_keyspace_hits_total{" + I + "}", v -> counter(v * 6_000))
                        .series("redis_keyspace_misses_total{" + I + "}", v -> counter((1 - v) * 6_000))
                        .values(0.59, 0.61, 0.99)
                        .window(MINUTES_5),
                of("RedisFragmented")
                        .gauge("redis_mem_fragmentation_ratio{" + I + "}")
                        .always("redis_memory_used_bytes{" + I + "}", 200_000_000),
                of("RedisSlowlogGrowing")
                        .series("redis_slowlog_last_id{" + I + "}", v -> counter(v / 15))
                        .window(MINUTES_15),
                of("RedisReplicationBroken")
                        .gauge("redis_master_link_up{" + I + ", master_host=\"m\", master_port=\"6379\"}")
                        .values(0, 1, 1));
    }

    private static List<AlertCase> containers() {
        return List.of(
                running("ContainerNotRunning", "allodoc_backend_prod"),
                running("SupportContainerNotRunning", "allodoc_prometheus_prod"),
                seen(of("ContainerRestarting"))
                        .series("container_restart_count{" + BOX + "}", v -> counter(v / 15))
                        .window(MINUTES_15),
                seen(of("ContainerOomKilled"))
                        .series("container_oom_events_total{" + BOX + "}", AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_10),
                seen(of("ContainerUnhealthy"))
                        .gauge("container_health_failing_streak{" + BOX + "}")
                        .values(1, 0, 0),
                seen(of("ContainerMemoryNearLimit"))
                        .series("container_memory_working_set_bytes{" + BOX + "}", v -> constant(v * 1_000))
                        .always("container_spec_memory_limit_bytes{" + BOX + "}", 1_000),
                seen(of("ContainerCpuThrottled"))
                        .series("container_cpu_cfs_throttled_periods_total{" + BOX + "}", v -> counter(v * 600))
                        .growing("container_cpu_cfs_periods_total{" + BOX + "}", 600)
                        .growing("container_cpu_usage_seconds_total{" + BOX + "}", 60)
                        .always("container_spec_cpu_quota{" + BOX + "}", 100_000)
                        .always("container_spec_cpu_period{" + BOX + "}", 100_000)
                        .window(MINUTES_5),
                of("NetworkSpike")
                        .series("container_network_receive_bytes_total{" + BACKEND + "}", AlertCases::afterAWeek)
                        .series("container_network_transmit_bytes_total{" + BACKEND + "}", AlertCases::afterAWeek)
                        .series("container_last_seen{" + BACKEND + "}", v -> "0+60x12000")
                        .after(Duration.ofDays(7))
                        .window(MINUTES_5));
    }

    /** A week at a sixth of the plan, and then at so many times of it. */
    private static String afterAWeek(double times) {
        double perMinute = 600_000_000;
        long minutes = Duration.ofDays(7).toMinutes();
        double then = perMinute * minutes;
        return "0+" + Numbers.text(perMinute) + "x" + minutes + " " + Numbers.text(then + perMinute * times) + "+"
                + Numbers.text(perMinute * times) + "x200";
    }

    private static AlertCase seen(AlertCase one) {
        return one.series("container_last_seen{" + BOX + "}", v -> counter(60));
    }

    /** All containers of the definition run, but one does or does not. */
    private static AlertCase running(String alert, String container) {
        AlertCase one = of(alert).always("machine_cpu_cores{" + E + "}", 2);
        Stream.of("nginx", "frontend", "backend", "postgres", "redis", "prometheus")
                .map(part -> "allodoc_" + part + "_prod")
                .forEach(name -> one.series(
                        "container_last_seen{" + E + ", name=\"" + name + "\"}",
                        v -> v < 1 && name.equals(container) ? "0x2000" : counter(60)));
        return one.values(0, 1, 1).oneByOne();
    }

    private static List<AlertCase> host() {
        return List.of(
                memory("MemoryCritical"),
                memory("MemoryHigh"),
                disk("DiskCritical"),
                disk("DiskHigh"),
                of("DiskFullSoon")
                        .series(
                                "node_filesystem_avail_bytes{" + MOUNT + "}",
                                v -> v > 90_000
                                        ? constant(200_000_000_000.0)
                                        : "200000000000-" + (long) (200_000_000_000.0 / v * 60) + "x2000")
                        .series("node_filesystem_free_bytes{" + MOUNT + "}", v -> constant(200_000_000_000.0))
                        .always("node_filesystem_size_bytes{" + MOUNT + "}", 1_000_000_000_000.0)
                        .always("node_filesystem_readonly{" + MOUNT + "}", 0)
                        .values(80_000, 89_900, 864_000),
                of("InodesHigh")
                        .series("node_filesystem_files_free{" + MOUNT + "}", v -> constant((1 - v) * 1_000_000))
                        .always("node_filesystem_files{" + MOUNT + "}", 1_000_000)
                        .always("node_filesystem_readonly{" + MOUNT + "}", 0),
                of("HighCpu")
                        .series(
                                "node_cpu_seconds_total{" + I + ", cpu=\"0\", mode=\"idle\"}",
                                v -> counter((1 - v) * 60))
                        .series("node_cpu_seconds_total{" + I + ", cpu=\"0\", mode=\"user\"}", v -> counter(v * 60))
                        .window(MINUTES_5),
                of("ClockSkew").series("node_time_seconds{" + I + "}", v -> Numbers.text(-v) + "+60x2000"));
    }

    private static AlertCase memory(String alert) {
        return of(alert)
                .series("node_memory_MemAvailable_bytes{" + I + "}", v -> constant((1 - v) * 1_000_000))
                .always("node_memory_MemTotal_bytes{" + I + "}", 1_000_000);
    }

    private static AlertCase disk(String alert) {
        return of(alert)
                .series("node_filesystem_avail_bytes{" + MOUNT + "}", v -> constant((1 - v) * 1_000_000))
                .series("node_filesystem_free_bytes{" + MOUNT + "}", v -> constant((1 - v) * 1_000_000))
                .always("node_filesystem_size_bytes{" + MOUNT + "}", 1_000_000)
                .always("node_filesystem_readonly{" + MOUNT + "}", 0);
    }

    /** The exporter was told another limit of one alert, and the same of all others. */
    private static AlertCase drift() {
        AlertCase drift = of("ThresholdDrift").values(0.1, 0, 0).oneByOne();
        for (AlertRule alert : ShippedDefinition.get().runbook().alerts()) {
            double limit = AlertWriter.bound(alert.limit());
            boolean isChanged = alert.name().equals("HighCpu");
            drift.series(
                    "allodoc_threshold{" + E + ", instance=\"x\", alert=\"" + alert.name() + "\"}",
                    v -> constant(isChanged ? limit + v : limit));
        }
        return drift;
    }

    /** Answers that are always so many minutes old. */
    private static String answering(double minutes) {
        return Numbers.text(-60 * minutes) + "+60x2000";
    }

    private static List<AlertCase> monitoring() {
        String collector = I + ", source=\"postgres\", target=\"main\", collector=\"locks\"";
        return List.of(
                of("ExporterDown").gauge("up{" + I + "}").values(0, 1, 1),
                of("TargetDown")
                        .gauge("allodoc_target_up{" + I + ", source=\"docker\", target=\"local\"}")
                        .values(0, 1, 1),
                of("CollectorFailing")
                        .gauge("allodoc_collector_success{" + collector + "}")
                        .always("allodoc_collector_skipped{" + collector + "}", 0)
                        .always("allodoc_target_up{" + I + ", source=\"postgres\", target=\"main\"}", 1)
                        .values(0, 1, 1),
                // Asked every minute; the answers are always so many intervals old.
                of("CollectorStale")
                        .series(
                                "allodoc_collector_last_success_timestamp_seconds{" + collector + "}",
                                AlertCases::answering)
                        .always("allodoc_collector_interval_seconds{" + collector + "}", 60)
                        .always("allodoc_collector_skipped{" + collector + "}", 0)
                        .always("allodoc_target_up{" + I + ", source=\"postgres\", target=\"main\"}", 1)
                        .window(Duration.ofMinutes(4))
                        .values(4, 3, 0),
                drift(),
                of("SeriesDropped")
                        .series("allodoc_collector_series_dropped_total{" + collector + "}", AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_15),
                of("RuleEvaluationFailing")
                        .series(
                                "prometheus_rule_evaluation_failures_total{" + I + ", rule_group=\"g\"}",
                                AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_5),
                of("AlertmanagerUnreachable")
                        .gauge("prometheus_notifications_alertmanagers_discovered{" + I + "}")
                        .values(0, 1, 2),
                of("NotificationsFailing")
                        .series(
                                "alertmanager_notifications_failed_total{" + I + ", integration=\"pagerduty\"}",
                                AlertCase::counter)
                        .values(1, 0, 0)
                        .window(MINUTES_5),
                of("ConfigReloadFailed")
                        .gauge("prometheus_config_last_reload_successful{" + I + "}")
                        .values(0, 1, 1));
    }
}
