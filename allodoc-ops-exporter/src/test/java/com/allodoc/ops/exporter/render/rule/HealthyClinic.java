package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.History.DAY;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Days on which nothing is wrong, which is not the same as quiet: patients come from eight to six, a backup runs at two, the
 * application is deployed on Tuesdays and the exporter with it, vacuum comes late, now and then two transactions meet.
 */
final class HealthyClinic {
    static final String ENVIRONMENT = "environment=\"production\"";
    static final String I = ENVIRONMENT + ", job=\"allodoc-ops\", instance=\"ops:9610\"";
    static final String DB = I + ", datname=\"clinic\"";
    static final String TABLE = DB + ", schemaname=\"public\", relname=\"consultations\"";
    static final String SLOT = I + ", slot_name=\"standby\"";
    static final String STATEMENT = DB + ", user=\"app\", queryid=\"4711\"";
    static final String MOUNT = I + ", device=\"/dev/sda1\", fstype=\"ext4\", mountpoint=\"/\"";
    static final String REPLICA = I + ", server=\"replica:6379\", master_host=\"redis\"";
    static final List<String> CONTAINERS = List.of("nginx", "frontend", "backend", "postgres", "redis", "prometheus");

    private static final int BACKUP = 120;
    private static final int DEPLOYMENT = 10 * 60 + 7;
    private static final double GIB = 1 << 30;

    private final History history;
    private final SplittableRandom random;

    private HealthyClinic(History history, SplittableRandom random) {
        this.history = history;
        this.random = random;
    }

    static History of(int days, long seed) {
        History history = new History(days);
        HealthyClinic clinic = new HealthyClinic(history, new SplittableRandom(seed));
        clinic.postgres();
        clinic.maintenance();
        clinic.redis();
        CONTAINERS.forEach(clinic::container);
        clinic.host();
        clinic.monitoring();
        for (int day = 0; day < days; day += 7) {
            clinic.deploy(day * DAY + DEPLOYMENT);
        }
        return history;
    }

    static String box(String name) {
        return I + ", id=\"/" + name + "\", image=\"x\", name=\"allodoc_" + name + "_prod\"";
    }

    /** From 0.05 at night to 1 at the busiest hour, and never twice the same. */
    private double load(int minute) {
        double hour = (minute % DAY) / 60.0;
        double day = hour < 8 || hour > 18 ? 0.05 : 0.3 + 0.65 * Math.sin((hour - 8) / 10 * Math.PI);
        return Math.min(1, day * (0.9 + 0.2 * random.nextDouble()));
    }

    private static boolean isBackup(int minute) {
        int ofDay = minute % DAY;
        return ofDay >= BACKUP && ofDay < BACKUP + 80;
    }

    private IntToDoubleFunction loaded(double atRest, double atWork) {
        return minute -> Math.rint(atRest + atWork * load(minute));
    }

    private void postgres() {
        history.gauge("pg_up{" + I + "}", m -> 1);
        history.gauge("pg_settings_max_connections{" + I + "}", m -> 100);
        history.gauge("pg_settings_superuser_reserved_connections{" + I + "}", m -> 3);
        history.gauge("pg_stat_activity_count{" + DB + ", state=\"idle\"}", loaded(8, 30));
        history.gauge("pg_stat_activity_count{" + DB + ", state=\"active\"}", loaded(1, 6));
        history.gauge(
                "pg_stat_activity_max_tx_duration{" + DB + ", state=\"idle in transaction\", usename=\"app\","
                        + " application_name=\"api\"}",
                m -> random.nextInt(40));
        history.gauge(
                "pg_stat_activity_max_tx_duration{" + DB
                        + ", state=\"active\", usename=\"app\", application_name=\"api\"}",
                m -> random.nextInt(12));
        history.gauge(
                "pg_stat_activity_max_tx_duration{" + DB
                        + ", state=\"active\", usename=\"backup\", application_name=\"pg_dump\"}",
                m -> isBackup(m) ? (m % DAY - BACKUP) * 60 : 0);
        history.counter("pg_stat_database_xact_commit{" + DB + "}", loaded(600, 6000));
        history.counter("pg_stat_database_xact_rollback{" + DB + "}", loaded(5, 120));
        history.counter("pg_stat_database_blks_hit{" + DB + "}", loaded(50_000, 2_000_000));
        history.counter("pg_stat_database_blks_read{" + DB + "}", m -> isBackup(m) ? 4_000 : 400);
        history.counter("pg_stat_database_deadlocks{" + DB + "}", m -> random.nextInt(2 * DAY) == 0 ? 1 : 0);
        history.gauge(
                "allodoc_postgres_blocked_oldest_seconds{" + DB + "}",
                m -> random.nextInt(60) == 0 ? random.nextInt(30) : 0);
        history.counter("pg_stat_statements_calls_total{" + STATEMENT + "}", m -> 60);
        history.counter("pg_stat_statements_seconds_total{" + STATEMENT + "}", m -> isBackup(m) ? 30 : 9);
        history.gauge("pg_postmaster_start_time_seconds{" + I + "}", m -> -864_000);
    }

    private void maintenance() {
        history.gauge("allodoc_postgres_database_wraparound_ratio{" + DB + "}", m -> 0.08);
        history.gauge("pg_stat_user_tables_n_live_tup{" + TABLE + "}", m -> 900_000);
        history.gauge("pg_stat_user_tables_n_dead_tup{" + TABLE + "}", m -> m % DAY * 120);
        history.gauge("pg_stat_user_tables_last_autovacuum{" + TABLE + "}", m -> (m / DAY) * 86_400);
        history.gauge("pg_stat_user_tables_last_autoanalyze{" + TABLE + "}", m -> (m / DAY) * 86_400);
        history.gauge("pg_replication_is_replica{" + I + "}", m -> 1);
        history.gauge("pg_replication_lag_seconds{" + I + "}", m -> isBackup(m) ? 45 : random.nextInt(4));
        history.gauge("pg_replication_slots_pg_wal_lsn_diff{" + SLOT + "}", m -> isBackup(m) ? GIB : 16 << 20);
        history.gauge("pg_replication_slots_active{" + SLOT + "}", m -> 1);
        history.gauge("pg_stat_archiver_failed_count{" + I + "}", m -> 2);
        history.gauge("pg_stat_archiver_last_archive_age{" + I + "}", m -> m % 5 * 60);
        history.gauge("allodoc_postgres_archiver_expected{" + I + "}", m -> 1);
        history.gauge("allodoc_postgres_archiver_waiting_files{" + I + "}", m -> isBackup(m) ? 1 : 0);
        history.gauge("allodoc_postgres_indexes_invalid{" + DB + "}", m -> 0);
        history.gauge(
                "allodoc_postgres_sequence_used_ratio{" + DB + ", schemaname=\"public\", sequencename=\"s\"}",
                m -> 0.4);
    }

    private void redis() {
        history.gauge("redis_up{" + I + "}", m -> 1);
        history.gauge("redis_memory_used_bytes{" + I + "}", loaded(300_000_000, 250_000_000));
        history.gauge("redis_memory_max_bytes{" + I + "}", m -> GIB);
        history.counter("redis_evicted_keys_total{" + I + "}", m -> 0);
        history.counter("redis_rejected_connections_total{" + I + "}", m -> 0);
        history.gauge("redis_connected_clients{" + I + "}", loaded(10, 200));
        history.gauge("redis_max_clients{" + I + "}", m -> 10_000);
        history.gauge("redis_rdb_last_bgsave_status{" + I + "}", m -> 1);
        history.gauge("redis_rdb_last_bgsave_duration_sec{" + I + "}", m -> 2);
        history.gauge("redis_rdb_last_save_timestamp_seconds{" + I + "}", m -> (m / 60) * 3600);
        history.gauge("redis_rdb_changes_since_last_save{" + I + "}", loaded(10, 5000));
        history.counter("redis_keyspace_hits_total{" + I + "}", loaded(200, 60_000));
        // At night few lookups find their key, and there are too few to say anything.
        history.counter("redis_keyspace_misses_total{" + I + "}", m -> 300);
        history.gauge("redis_mem_fragmentation_ratio{" + I + "}", m -> isBackup(m) ? 1.7 : 1.2);
        history.counter("redis_slowlog_last_id{" + I + "}", m -> random.nextInt(30) == 0 ? 1 : 0);
        history.gauge("redis_master_link_up{" + REPLICA + "}", m -> 1);
    }

    private void container(String name) {
        String box = "{" + box(name) + "}";
        history.gauge("container_last_seen" + box, m -> m * 60);
        history.gauge("container_spec_cpu_quota" + box, m -> 200_000);
        history.gauge("container_spec_cpu_period" + box, m -> 100_000);
        history.gauge("container_spec_memory_limit_bytes" + box, m -> 2 * GIB);
        history.counter("container_cpu_usage_seconds_total" + box, loaded(2, 80));
        history.counter("container_cpu_cfs_periods_total" + box, m -> 600);
        history.counter("container_cpu_cfs_throttled_periods_total" + box, loaded(0, 200));
        history.gauge("container_memory_working_set_bytes" + box, loaded(0.5 * GIB, GIB));
        history.counter("container_network_receive_bytes_total" + box, loaded(1e5, 6e7));
        history.counter("container_network_transmit_bytes_total" + box, loaded(2e5, 1.2e8));
        history.counter("container_restart_count" + box, m -> 0);
        history.counter("container_oom_events_total" + box, m -> 0);
        history.gauge("container_oom_killed" + box, m -> 0);
        history.gauge("container_health_failing_streak" + box, m -> random.nextInt(DAY / 2) == 0 ? 1 : 0);
    }

    private void host() {
        history.gauge("machine_cpu_cores{" + I + "}", m -> 2);
        for (int cpu = 0; cpu < 2; cpu++) {
            String core = I + ", cpu=\"" + cpu + "\", mode=";
            history.counter("node_cpu_seconds_total{" + core + "\"idle\"}", m -> isBackup(m) ? 9 : 54 - 34 * load(m));
            history.counter("node_cpu_seconds_total{" + core + "\"iowait\"}", m -> isBackup(m) ? 10 : 1);
        }
        history.gauge("node_memory_MemTotal_bytes{" + I + "}", m -> 16 * GIB);
        history.gauge("node_memory_MemAvailable_bytes{" + I + "}", loaded(9 * GIB, -4 * GIB));
        history.gauge("node_filesystem_size_bytes{" + MOUNT + "}", m -> 100 * GIB);
        // The dump of the night takes a tenth of the disk until the old one is removed.
        IntToDoubleFunction free = m -> Math.rint(GIB * (38 - (isBackup(m) ? (m % DAY - BACKUP) / 8.0 : 0)));
        history.gauge("node_filesystem_free_bytes{" + MOUNT + "}", free);
        history.gauge("node_filesystem_avail_bytes{" + MOUNT + "}", free);
        history.gauge("node_filesystem_readonly{" + MOUNT + "}", m -> 0);
        history.gauge("node_filesystem_files{" + MOUNT + "}", m -> 6_000_000);
        history.gauge("node_filesystem_files_free{" + MOUNT + "}", m -> 5_000_000);
    }

    private void monitoring() {
        history.gauge("up{" + I + "}", m -> 1);
        for (String source : List.of("postgres", "redis", "container", "host")) {
            String target = I + ", source=\"" + source + "\", target=\"main\"";
            history.gauge("allodoc_target_up{" + target + "}", m -> 1);
            history.gauge("allodoc_collector_success{" + target + ", collector=\"c\"}", m -> 1);
            history.gauge("allodoc_collector_skipped{" + target + ", collector=\"c\"}", m -> 0);
        }
        String prometheus = ENVIRONMENT + ", job=\"prometheus\", instance=\"localhost:9090\"";
        history.counter("prometheus_rule_evaluation_failures_total{" + prometheus + ", rule_group=\"g\"}", m -> 0);
        history.gauge("prometheus_notifications_alertmanagers_discovered{" + prometheus + "}", m -> 1);
        history.gauge("prometheus_config_last_reload_successful{" + prometheus + "}", m -> 1);
        String alertmanager = ENVIRONMENT + ", job=\"alertmanager\", instance=\"alertmanager:9093\"";
        history.counter(
                "alertmanager_notifications_failed_total{" + alertmanager + ", integration=\"pagerduty\"}", m -> 0);
        history.gauge("alertmanager_config_last_reload_successful{" + alertmanager + "}", m -> 1);
    }

    /** The backend is away for half a minute, ten minutes later the exporter misses one scrape. */
    private void deploy(int minute) {
        String backend = "{" + box("backend") + "}";
        history.plant("container_last_seen" + backend, minute, 1, i -> (minute - 1) * 60 + 30);
        history.plant("container_health_failing_streak" + backend, minute + 1, 2, i -> 1);
        history.plant("up{" + I + "}", minute + 10, 1, i -> 0);
        history.silence("job=\"allodoc-ops\"", minute + 10, 1);
    }
}
