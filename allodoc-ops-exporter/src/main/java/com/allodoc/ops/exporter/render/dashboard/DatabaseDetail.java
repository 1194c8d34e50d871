package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Numbers;

/** The rows of the database dashboard that are asked only when somebody opens them. */
final class DatabaseDetail {
    private static final String TABLE = "by (datname, schemaname, relname) ";

    private DatabaseDetail() {}

    static Row statements(Definition definition) {
        return Row.collapsed(
                "Statements and waits",
                Panel.table("Slow statements")
                        .about(
                                "The twenty slowest by their mean time over five minutes, from "
                                        + Numbers.text(definition.floor("postgres_statement_calls"))
                                        + " calls on. Needs pg_stat_statements.",
                                "Find the text in pg_stat_statements by its queryid, then EXPLAIN (ANALYZE, BUFFERS).")
                        .column(Column.label("Database", "datname"))
                        .column(Column.label("Statement", "queryid"))
                        .column(Column.value(
                                        "Mean",
                                        "topk(20, max by (datname, queryid) (pg:statement_mean:seconds5m{@}"
                                                + " and pg:statement_calls:increase5m{@} > "
                                                + Numbers.text(definition.floor("postgres_statement_calls")) + "))",
                                        Unit.SECONDS)
                                .steps(Steps.of(definition, "postgres_statement_seconds")))
                        .sortedBy("Mean")
                        .shows("postgres_statement_seconds")
                        .noValue("no statement was called often enough, or pg_stat_statements is not there")
                        .build(),
                Panel.trend("Active sessions by what they wait for")
                        .about(
                                "A session without a wait computes.",
                                "Lock: somebody holds one. IO: the disks are slow.")
                        .query("sum by (wait_event_type) (allodoc_postgres_wait_sessions{@})", "{{wait_event_type}}")
                        .noValue("no session is active")
                        .size(6, 8)
                        .build(),
                Panel.trend("Sessions that wait for a lock")
                        .about("Sessions behind somebody else's lock.", "The oldest transaction usually holds it.")
                        .query("sum by (datname) (allodoc_postgres_blocked_sessions{@})", "{{datname}}")
                        .noValue("nobody waits")
                        .size(6, 8)
                        .build(),
                Panel.trend("Checkpoints")
                        .about(
                                "Timed ones are planned; requested ones mean max_wal_size is too small.",
                                "Raise max_wal_size.")
                        .query("sum(pg:checkpoints_timed:rate5m{@}) * 3600", "timed per hour")
                        .query("sum(pg:checkpoints_requested:rate5m{@}) * 3600", "requested per hour")
                        .noValue("no PostgreSQL is watched")
                        .size(12, 8)
                        .build(),
                Panel.trend("WAL on disk")
                        .about("Size of the write-ahead log.", "A climb: archiving fails, or a slot has no reader.")
                        .query("sum by (instance, server) (pg_wal_size_bytes{@})", "{{instance}} {{server}}")
                        .unit(Unit.BYTES)
                        .noValue("not known")
                        .size(12, 8)
                        .build());
    }

    static Row maintenance(Definition definition) {
        return Row.collapsed(
                "Maintenance",
                Panel.table("Tables that need a vacuum")
                        .about(
                                "The twenty tables with the largest share of dead rows.",
                                "VACUUM (ANALYZE) of the table; look for what holds it up.")
                        .column(Column.label("Database", "datname"))
                        .column(Column.label("Schema", "schemaname"))
                        .column(Column.label("Table", "relname"))
                        .column(Column.value("Dead", "topk(20, max " + TABLE + "(pg:dead_rows:ratio{@}))", Unit.RATIO)
                                .steps(Steps.of(definition, "postgres_dead_rows_ratio")))
                        .sortedBy("Dead")
                        .shows("postgres_dead_rows_ratio")
                        .noValue("no table is watched")
                        .size(11, 8)
                        .build(),
                Panel.table("Tables with old statistics")
                        .about(
                                "The twenty tables that were analyzed longest ago, by hand or by autovacuum, and the"
                                        + " twenty largest that never were.",
                                "ANALYZE of the table.")
                        .column(Column.label("Database", "datname"))
                        .column(Column.label("Schema", "schemaname"))
                        .column(Column.label("Table", "relname"))
                        .column(Column.value("Age", "topk(20, max " + TABLE + "(pg:analyze_age:seconds{@}))", Unit.AGE)
                                .steps(Steps.of(definition, "postgres_analyze_age_seconds")))
                        .column(Column.value(
                                        "Unanalyzed rows",
                                        "topk(20, max " + TABLE + "(pg:unanalyzed_rows:sum{@}))",
                                        Unit.COUNT)
                                .steps(Steps.of(definition, "postgres_unanalyzed_rows")))
                        .sortedBy("Age")
                        .shows("postgres_analyze_age_seconds", "postgres_unanalyzed_rows")
                        .noValue("no table is watched")
                        .size(13, 8)
                        .build(),
                Panel.bars("Wraparound")
                        .about(
                                "Age of the oldest transaction id as a share of what there can be.",
                                "VACUUM (FREEZE) of the oldest tables.")
                        .now("max by (datname) (pg:wraparound:ratio{@})", "{{datname}}")
                        .indicator(definition, "postgres_wraparound_ratio")
                        .range(0, 1)
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.trend("Database size")
                        .about("Disk space by database.", "The plan for the database's disk is in the runbook.")
                        .query("max by (datname) (pg_database_size_bytes{@})", "{{datname}}")
                        .unit(Unit.BYTES)
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.table("Growth")
                        .about("Size now, and what a day adds.", "Look for the table that grows.")
                        .column(Column.label("Database", "datname"))
                        .column(Column.value("Size", "max by (datname) (pg_database_size_bytes{@})", Unit.BYTES))
                        .column(Column.value(
                                "Per day", "max by (datname) (delta(pg_database_size_bytes{@}[1d]))", Unit.BYTES))
                        .sortedBy("Size")
                        .noValue("no PostgreSQL is watched")
                        .size(8, 8)
                        .build(),
                Panel.stat("Damaged pages, last day")
                        .about(
                                "Pages that were read with a wrong checksum.",
                                "Do not restart; copy the data first, then look for the failing disk.")
                        .now("sum(increase(allodoc_postgres_database_checksum_failures_total{@}[24h]))")
                        .steps(Steps.NOTHING_EXPECTED)
                        .shows("postgres_checksum_failures")
                        .noValue("the cluster has no checksums")
                        .size(6, 4)
                        .build(),
                Panel.stat("Settings that wait for a restart")
                        .about("Changed in the files, not in force.", "Restart in a window, or take them back.")
                        .now("max(allodoc_postgres_settings_pending_restart{@})")
                        .steps(Steps.NOTHING_EXPECTED)
                        .shows("postgres_settings_pending")
                        .noValue("not known")
                        .size(6, 4)
                        .build(),
                Panel.stat("Changes of the settings, last day")
                        .about("How often any setting got another value.", "Find out who changed what.")
                        .now("sum(changes(allodoc_postgres_settings_fingerprint{@}[24h]))")
                        .shows("postgres_settings_changes")
                        .noValue("not known")
                        .size(6, 4)
                        .build(),
                Panel.stat("Invalid indexes")
                        .about(
                                "Left over from a concurrent build that failed.",
                                "DROP INDEX CONCURRENTLY, then build it anew.")
                        .now("sum(allodoc_postgres_indexes_invalid{@})")
                        .indicator(definition, "postgres_indexes_invalid")
                        .noValue("not known")
                        .size(6, 4)
                        .build(),
                Panel.table("Sequences near their end")
                        .about(
                                "How much of a sequence is used up.",
                                "ALTER SEQUENCE ... AS bigint, and its column too.")
                        .column(Column.label("Database", "datname"))
                        .column(Column.label("Sequence", "sequencename"))
                        .column(Column.value(
                                        "Used",
                                        "topk(10, max by (datname, sequencename)"
                                                + " (allodoc_postgres_sequence_used_ratio{@}))",
                                        Unit.RATIO)
                                .steps(Steps.of(definition, "postgres_sequence_ratio")))
                        .sortedBy("Used")
                        .shows("postgres_sequence_ratio")
                        .noValue("no sequence is in use")
                        .size(18, 6)
                        .build());
    }

    static Row replication(Definition definition) {
        return Row.collapsed(
                "Replication and archive",
                Panel.trend("Lag of a standby")
                        .about(
                                "Age of the last transaction that was replayed while more is to replay.",
                                "Network, a conflict with a long query, or paused replay.")
                        .query(
                                "pg_replication_lag_seconds{@} and pg_replication_is_replica{@} == 1",
                                "{{instance}} {{server}}")
                        .indicator(definition, "postgres_replication_lag_seconds")
                        .noValue("no standby is watched")
                        .build(),
                Panel.trend("WAL kept for slots")
                        .about(
                                "What a replication slot keeps for its reader.",
                                "A slot without a reader is dropped: pg_drop_replication_slot.")
                        .query("max by (slot_name) (pg_replication_slots_pg_wal_lsn_diff{@})", "{{slot_name}}")
                        .indicator(definition, "postgres_slot_bytes")
                        .noValue("there is no slot")
                        .build(),
                Panel.trend("WAL archive failures")
                        .about(
                                "Attempts that failed within ten minutes.",
                                "The server's log has what archive_command said.")
                        .query(
                                "sum by (instance, server) (increase(pg_stat_archiver_failed_count{@}[10m]))",
                                "{{instance}} {{server}}")
                        .indicator(definition, "postgres_archive_failures")
                        .noValue("not known")
                        .build(),
                Panel.stat("Age of the archive")
                        .about("Since a WAL file was last archived.", "The server's log has what archive_command said.")
                        .now("max(pg_stat_archiver_last_archive_age{@})")
                        .indicator(definition, "postgres_archive_age_seconds")
                        .unit(Unit.AGE)
                        .noValue("nothing was ever archived")
                        .size(6, 4)
                        .build());
    }
}
