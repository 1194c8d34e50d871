package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.Area.POSTGRES;

import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL: connections, transactions, cache. Per server, never summed over servers. */
final class PostgresRules {
    /** Present series of one server; {@code server} is there only when the exporter watches several. */
    private static final String SERVER = "environment, job, instance, server";

    private static final String USER_DATABASES = "datname!~\"template[01]|\"";

    static final List<RecordingRule> RECORDS = List.of(
            RecordingRule.of("pg:connections:sum", "sum by (" + SERVER + ") (pg_stat_activity_count)"),
            RecordingRule.of("pg:connections:limit", """
                max by (%1$s) (pg_settings_max_connections)
                  - max by (%1$s) (pg_settings_superuser_reserved_connections)
                """.formatted(SERVER)),
            RecordingRule.of("pg:connections:ratio", "pg:connections:sum / pg:connections:limit"),
            RecordingRule.of("pg:xact:rate5m", """
                sum by (%1$s) (rate(pg_stat_database_xact_commit{%2$s}[5m]))
                  + sum by (%1$s) (rate(pg_stat_database_xact_rollback{%2$s}[5m]))
                """.formatted(SERVER, USER_DATABASES)),
            RecordingRule.of("pg:xact_rollback:ratio5m", """
                sum by (%1$s) (rate(pg_stat_database_xact_rollback{%2$s}[5m])) / (pg:xact:rate5m > 0)
                """.formatted(SERVER, USER_DATABASES)),
            RecordingRule.of("pg:blocks:rate5m", """
                sum by (%1$s, datname) (rate(pg_stat_database_blks_hit{%2$s}[5m]))
                  + sum by (%1$s, datname) (rate(pg_stat_database_blks_read{%2$s}[5m]))
                """.formatted(SERVER, USER_DATABASES)),
            RecordingRule.of("pg:cache_hit:ratio5m", """
                sum by (%1$s, datname) (rate(pg_stat_database_blks_hit{%2$s}[5m])) / (pg:blocks:rate5m > 0)
                """.formatted(SERVER, USER_DATABASES)),
            RecordingRule.of("pg:deadlocks:increase10m", """
                sum by (%1$s, datname) (increase(pg_stat_database_deadlocks{%2$s}[10m]))
                """.formatted(SERVER, USER_DATABASES)),
            RecordingRule.of("pg:idle_in_transaction:seconds", """
                max by (%s, datname) (pg_stat_activity_max_tx_duration{state=~"idle in transaction.*"})
                """.formatted(SERVER)),
            RecordingRule.of("pg:transaction:seconds", """
                max by (%s, datname) (
                  pg_stat_activity_max_tx_duration{
                    state="active", usename!="", application_name!~"pg_dump|pg_basebackup|.*backup.*|walreceiver"}
                )
                """.formatted(SERVER)),
            RecordingRule.of("pg:statement_mean:seconds5m", """
                sum by (%1$s, datname, queryid) (rate(pg_stat_statements_seconds_total[5m]))
                  / (sum by (%1$s, datname, queryid) (rate(pg_stat_statements_calls_total[5m])) > 0)
                """.formatted(SERVER)),
            RecordingRule.of("pg:statement_calls:increase5m", """
                sum by (%s, datname, queryid) (increase(pg_stat_statements_calls_total[5m]))
                """.formatted(SERVER)),
            RecordingRule.of("pg:wraparound:ratio", """
                max by (%1$s, datname) (allodoc_postgres_database_wraparound_ratio)
                or max by (%1$s, datname) (pg_database_wraparound_age_datfrozenxid_seconds) / 2147483648
                """.formatted(SERVER)),
            RecordingRule.of("pg:dead_rows:ratio", """
                sum by (%1$s, datname, schemaname, relname) (pg_stat_user_tables_n_dead_tup)
                  / (
                    sum by (%1$s, datname, schemaname, relname) (pg_stat_user_tables_n_dead_tup)
                    + sum by (%1$s, datname, schemaname, relname) (pg_stat_user_tables_n_live_tup) > 0
                  )
                """.formatted(SERVER)),
            RecordingRule.of("pg:vacuum_age:seconds", age("vacuum")),
            RecordingRule.of("pg:analyze_age:seconds", age("analyze")),
            RecordingRule.of("pg:unanalyzed_rows:sum", """
                sum by (%1$s, datname, schemaname, relname) (pg_stat_user_tables_n_live_tup) > 0
                unless pg:analyze_age:seconds
                """.formatted(SERVER)),
            RecordingRule.of("pg:checkpoints_requested:rate5m", """
                sum by (%1$s) (rate(pg_stat_bgwriter_checkpoints_req_total[5m]))
                or sum by (%1$s) (rate(pg_stat_checkpointer_num_requested_total[5m]))
                """.formatted(SERVER)),
            RecordingRule.of("pg:checkpoints_timed:rate5m", """
                sum by (%1$s) (rate(pg_stat_bgwriter_checkpoints_timed_total[5m]))
                or sum by (%1$s) (rate(pg_stat_checkpointer_num_timed_total[5m]))
                """.formatted(SERVER)));

    static final List<AlertSpec> ALERTS = Stream.of(
                    alert(
                            "DatabaseConnectionFailure",
                            """
                            pg_up {limit}
                            or (
                              service:expected:info{service="database"} and on (environment) up{job="{job}"} == 1
                              unless on (environment) pg_up
                            ) * 0 {limit}
                            """,
                            "PostgreSQL of {{ $labels.environment }} can't be reached",
                            "The exporter can't connect to PostgreSQL: it is down, refuses the login, or is out of"
                                    + " connections. The panel says which."),
                    alert(
                            "DatabaseConnectionsAboveTarget",
                            "pg:connections:sum {limit}",
                            "PostgreSQL at {{ $labels.instance }} has more sessions than planned",
                            "More client sessions than the runbook's target. Usually a pool that leaks or was set too"
                                    + " large."),
                    alert(
                            "DatabaseConnectionsNearLimit",
                            "pg:connections:ratio {limit}",
                            "PostgreSQL at {{ $labels.instance }} is about to refuse sessions",
                            "Nearly all connections that ordinary roles may open are in use; the next ones are"
                                    + " refused."),
                    alert(
                            "IdleInTransaction",
                            "pg:idle_in_transaction:seconds {limit}",
                            "A session of {{ $labels.datname }} idles in an open transaction",
                            "A session holds its transaction open and does nothing. It holds locks and keeps vacuum"
                                    + " from cleaning up."),
                    alert(
                            "IdleInTransactionCritical",
                            "pg:idle_in_transaction:seconds {limit}",
                            "A session of {{ $labels.datname }} has idled in an open transaction for long",
                            "As IdleInTransaction, and long enough for others to be waiting for it."),
                    alert(
                            "LongTransaction",
                            "pg:transaction:seconds {limit}",
                            "A transaction on {{ $labels.datname }} has been running for very long",
                            "A statement or transaction runs far longer than anything the application does. Backups"
                                    + " and vacuum are not counted."),
                    alert(
                            "Deadlocks",
                            "pg:deadlocks:increase10m {limit}",
                            "Deadlocks on {{ $labels.datname }}",
                            "Transactions lock the same rows in different orders; PostgreSQL kills one of each pair."),
                    alert(
                            "HighRollbackShare",
                            "pg:xact_rollback:ratio5m {limit} and pg:xact:rate5m >"
                                    + " {floor:postgres_transactions_per_second}",
                            "Many transactions on PostgreSQL at {{ $labels.instance }} are rolled back",
                            "A large share of transactions ends in a rollback: errors in the application, or"
                                    + " time-outs."),
                    alert(
                            "LowCacheHit",
                            "pg:cache_hit:ratio5m {limit} and pg:blocks:rate5m > {floor:postgres_blocks_per_second}",
                            "{{ $labels.datname }} reads much from disk",
                            "PostgreSQL finds too few blocks in its own cache. Normal for some minutes after a"
                                    + " restart."),
                    alert(
                                    "BlockedSessions",
                                    "allodoc_postgres_blocked_oldest_seconds {limit}",
                                    "Sessions of {{ $labels.datname }} wait for a lock",
                                    "Somebody holds a lock that others need. The one they wait for is on the"
                                            + " dashboard.")
                            .nativeOnly(),
                    alert(
                            "SlowStatements",
                            "pg:statement_mean:seconds5m {limit}"
                                    + " and pg:statement_calls:increase5m > {floor:postgres_statement_calls}",
                            "A statement on {{ $labels.datname }} is slow",
                            "The mean time of a statement over five minutes, not over its life, is above the runbook's"
                                    + " limit."),
                    alert(
                            "WraparoundNear",
                            "pg:wraparound:ratio {limit}",
                            "{{ $labels.datname }} nears the wraparound of transaction ids",
                            "Vacuum does not freeze old rows fast enough. At the end PostgreSQL refuses every write."),
                    alert(
                            "WraparoundCritical",
                            "pg:wraparound:ratio {limit}",
                            "{{ $labels.datname }} is close to the wraparound of transaction ids",
                            "As WraparoundNear, with little left."),
                    alert(
                            "VacuumOverdue",
                            "pg:dead_rows:ratio {limit}"
                                    + " and sum by (environment, job, instance, server, datname, schemaname, relname)"
                                    + " (pg_stat_user_tables_n_dead_tup) > {floor:postgres_dead_rows}"
                                    // What was never vacuumed has no age and is due all the more.
                                    + " unless pg:vacuum_age:seconds <= {floor:postgres_vacuum_seconds}",
                            "{{ $labels.schemaname }}.{{ $labels.relname }} of {{ $labels.datname }} needs a vacuum",
                            "A large share of the table is dead rows, and nothing has vacuumed it for a day."),
                    alert(
                            "AnalyzeOverdue",
                            "pg:analyze_age:seconds {limit}",
                            "{{ $labels.schemaname }}.{{ $labels.relname }} of {{ $labels.datname }} has old"
                                    + " statistics",
                            "The planner's statistics are older than the monthly maintenance allows."),
                    alert(
                            "AnalyzeMissing",
                            "pg:unanalyzed_rows:sum {limit}",
                            "{{ $labels.schemaname }}.{{ $labels.relname }} of {{ $labels.datname }} was never"
                                    + " analyzed",
                            "The planner knows nothing about a table with that many rows. Autovacuum is off for it, or"
                                    + " does not get to it."),
                    alert(
                            "ReplicationLag",
                            "pg_replication_lag_seconds {limit} and pg_replication_is_replica == 1",
                            "The standby at {{ $labels.instance }} lags behind",
                            "What the standby shows is older than it should be; after a failover that much would be"
                                    + " lost."),
                    alert(
                            "ReplicationLagCritical",
                            "pg_replication_lag_seconds {limit} and pg_replication_is_replica == 1",
                            "The standby at {{ $labels.instance }} lags far behind",
                            "As ReplicationLag, beyond what may be lost."),
                    alert(
                            "ReplicationSlotInactive",
                            "max by (environment, job, instance, server, slot_name)"
                                    + " (pg_replication_slots_pg_wal_lsn_diff) {limit} unless max by (environment, job,"
                                    + " instance, server, slot_name) (pg_replication_slots_active) == 1",
                            "Nobody reads replication slot {{ $labels.slot_name }}",
                            "The slot keeps WAL for a reader that is gone, until the disk is full."),
                    alert(
                            "WalArchiveFailing",
                            "increase(pg_stat_archiver_failed_count[10m]) {limit}",
                            "PostgreSQL at {{ $labels.instance }} can't archive its WAL",
                            "archive_command fails. WAL piles up, and a restore can only go back to the last archived"
                                    + " file."),
                    alert(
                                    "WalArchiveOld",
                                    "pg_stat_archiver_last_archive_age {limit} and allodoc_postgres_archiver_expected"
                                            + " == 1 and allodoc_postgres_archiver_waiting_files > 0",
                                    "PostgreSQL at {{ $labels.instance }} has not archived WAL for long",
                                    "WAL waits to be archived for longer than may be lost. The archiver hangs, or"
                                            + " fails without saying so.")
                            .nativeOnly(),
                    alert(
                            "PostgresRestarted",
                            "time() - pg_postmaster_start_time_seconds {limit}",
                            "PostgreSQL at {{ $labels.instance }} has been restarted",
                            "The server started a moment ago. Planned? Otherwise its log says why it ended."),
                    alert(
                                    "ChecksumFailure",
                                    "increase(allodoc_postgres_database_checksum_failures_total[1h]) {limit}",
                                    "{{ $labels.datname }} has damaged pages",
                                    "PostgreSQL read a page whose checksum is wrong: the disk or the memory is failing."
                                            + " Do not restart; copy the data first, and look whether backups made"
                                            + " since are good.")
                            .nativeOnly(),
                    alert(
                                    "SettingsPendingRestart",
                                    "allodoc_postgres_settings_pending_restart {limit}",
                                    "PostgreSQL at {{ $labels.instance }} runs with old settings",
                                    "Settings were changed in the files and hold only after a restart. The next"
                                            + " unplanned restart brings them as a surprise.")
                            .nativeOnly(),
                    alert(
                                    "ConfigurationChanged",
                                    "changes(allodoc_postgres_settings_fingerprint[15m]) {limit}",
                                    "The settings of PostgreSQL at {{ $labels.instance }} were changed",
                                    "A setting has another value than a moment ago. Planned? Otherwise find out who"
                                            + " changed what.")
                            .nativeOnly(),
                    alert(
                                    "InvalidIndex",
                                    "allodoc_postgres_indexes_invalid {limit}",
                                    "{{ $labels.datname }} has an invalid index",
                                    "A concurrent index build failed and left an index that is maintained but never"
                                            + " used.")
                            .nativeOnly(),
                    alert(
                                    "SequenceNearEnd",
                                    "allodoc_postgres_sequence_used_ratio {limit}",
                                    "Sequence {{ $labels.sequencename }} of {{ $labels.datname }} is nearly used up",
                                    "At its end every insert that needs it fails.")
                            .nativeOnly())
            .map(spec -> spec.about("database"))
            .toList();

    private PostgresRules() {}

    /**
     * Since a table was last cleaned or measured, by hand or by autovacuum. Without a value when it never was, which is
     * an absent series with us and 1970 with postgres_exporter.
     */
    private static String age(String what) {
        return """
            time() - max by (%1$s, datname, schemaname, relname) ((
              pg_stat_user_tables_last_%2$s > pg_stat_user_tables_last_auto%2$s or pg_stat_user_tables_last_auto%2$s
              or pg_stat_user_tables_last_%2$s
            ) != 0)
            """.formatted(SERVER, what);
    }

    private static AlertSpec alert(String name, String expression, String summary, String meaning) {
        return AlertSpec.of(name, POSTGRES, expression, summary, meaning);
    }
}
