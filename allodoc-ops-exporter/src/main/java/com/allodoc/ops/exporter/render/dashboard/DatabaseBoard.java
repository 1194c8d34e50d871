package com.allodoc.ops.exporter.render.dashboard;

import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.BLUE;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.GREEN;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Numbers;

/** PostgreSQL: who is connected, who waits, what is slow, what must be cleaned up. */
final class DatabaseBoard {
    private static final String DATABASES = "datname!~\"template[01]|\"";

    private DatabaseBoard() {}

    static Dashboard of(Definition definition) {
        return Head.of(
                        "database",
                        "Database Performance",
                        "PostgreSQL: sessions, transactions, cache, slow statements, vacuum, replication, archive.",
                        "pg_up")
                .servers()
                .over(
                        definition,
                        now(definition),
                        sessions(definition),
                        work(definition),
                        DatabaseDetail.statements(definition),
                        DatabaseDetail.maintenance(definition),
                        DatabaseDetail.replication(definition));
    }

    private static Row now(Definition definition) {
        return Row.open(
                "Now",
                Panel.stat("PostgreSQL")
                        .about(
                                "UP when the exporter has a session.",
                                "docker exec CONTAINER pg_isready; the exporter's log has the reason.")
                        .now(Query.byServer("pg_up"), "{{server}}")
                        .indicator(definition, "postgres_up")
                        .steps(Steps.UP)
                        .mapping(Mapping.UP)
                        .filled()
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.stat("Role")
                        .about("Primary, or standby in recovery.", "Unexpected? Somebody failed over.")
                        .now(Query.byServer("pg_replication_is_replica"), "{{server}}")
                        .mapping(Mapping.of(0, "PRIMARY", GREEN, 1, "STANDBY", BLUE))
                        .noValue("not known")
                        .build(),
                Panel.stat("Uptime")
                        .about("Since the server started.", "Shorter than expected: its log says why it ended.")
                        .now("min(time() - pg_postmaster_start_time_seconds{@})")
                        .indicator(definition, "postgres_uptime_seconds")
                        .unit(Unit.AGE)
                        .noValue("not known")
                        .build(),
                Panel.stat("Sessions of the limit")
                        .about(
                                "Client sessions against what ordinary roles may open.",
                                "Many idle ones: the pools of the application are too large.")
                        .query("max(pg:connections:ratio{@})")
                        .indicator(definition, "postgres_connections_ratio")
                        .noValue("not known")
                        .build(),
                Panel.stat("Cache hit ratio")
                        .about(
                                "Blocks found in PostgreSQL's own cache, in the database that has fewest, from "
                                        + Numbers.text(definition.floor("postgres_blocks_per_second"))
                                        + " blocks/s on.",
                                "Look at the statements that read most.")
                        .query("min(pg:cache_hit:ratio5m{@} and pg:blocks:rate5m{@} > "
                                + Numbers.text(definition.floor("postgres_blocks_per_second")) + ")")
                        .indicator(definition, "postgres_cache_hit_ratio")
                        .noValue("too few reads to say")
                        .build(),
                Panel.stat("Deadlocks, last hour")
                        .about(
                                "Deadlocks that PostgreSQL ended by killing a transaction.",
                                "The server's log has the statements.")
                        .now("round(sum(increase(pg_stat_database_deadlocks{@, " + DATABASES + "}[1h])))")
                        .steps(Steps.NOTHING_EXPECTED)
                        .noValue("not known")
                        .build(),
                Panel.stat("Longest transaction")
                        .about(
                                "Age of the oldest transaction that runs a statement, backups left out.",
                                "SELECT pid, query_start, state FROM pg_stat_activity.")
                        .now("max(pg:transaction:seconds{@})")
                        .indicator(definition, "postgres_transaction_seconds")
                        .unit(Unit.AGE)
                        .noValue("none runs")
                        .build(),
                Panel.stat("Longest wait for a lock")
                        .about(
                                "How long the first session in the queue has waited.",
                                "SELECT pg_blocking_pids(pid) for the one that waits.")
                        .now("max(allodoc_postgres_blocked_oldest_seconds{@})")
                        .indicator(definition, "postgres_blocked_seconds")
                        .unit(Unit.AGE)
                        .noValue("nobody waits")
                        .build());
    }

    private static Row sessions(Definition definition) {
        return Row.open(
                "Sessions",
                Panel.trend("Sessions by state")
                        .about("Client sessions.", "Idle in transaction is the one to look for.")
                        .query("sum by (state) (pg_stat_activity_count{@})", "{{state}}")
                        .steps(Steps.of(definition, "postgres_connections"))
                        .shows("postgres_connections")
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.trend("Idle in transaction")
                        .about(
                                "Age of the oldest transaction whose session does nothing.",
                                "SELECT pg_terminate_backend(pid), after asking its owner.")
                        .query("max by (datname) (pg:idle_in_transaction:seconds{@})", "{{datname}}")
                        .indicator(definition, "postgres_idle_in_transaction_seconds")
                        .noValue("none")
                        .build(),
                Panel.trend("Locks held and awaited")
                        .about("Locks by mode.", "Many ShareLocks: transactions wait for each other's rows.")
                        .query("sum by (mode) (pg_locks_count{@} > 0)", "{{mode}}")
                        .noValue("none")
                        .build());
    }

    private static Row work(Definition definition) {
        return Row.open(
                "Work",
                Panel.trend("Transactions")
                        .about(
                                "Commits and rollbacks per second.",
                                "A step down without a cause: look at the application.")
                        .query(
                                "sum(rate(pg_stat_database_xact_commit{@, " + DATABASES + "}[$__rate_interval]))",
                                "commits")
                        .query(
                                "sum(rate(pg_stat_database_xact_rollback{@, " + DATABASES + "}[$__rate_interval]))",
                                "rollbacks")
                        .unit(Unit.OPERATIONS_PER_SECOND)
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.trend("Rollback share")
                        .about(
                                "Share of transactions that are rolled back, from "
                                        + Numbers.text(definition.floor("postgres_transactions_per_second"))
                                        + " transactions/s on.",
                                "The application's log says which requests fail.")
                        .query(
                                "pg:xact_rollback:ratio5m{@} and pg:xact:rate5m{@} > "
                                        + Numbers.text(definition.floor("postgres_transactions_per_second")),
                                "{{server}}")
                        .indicator(definition, "postgres_rollback_ratio")
                        .noValue("too few transactions to say")
                        .build(),
                Panel.trend("Cache hit ratio by database")
                        .about("Blocks found in PostgreSQL's own cache.", "Look at the statements that read most.")
                        .query("min by (datname) (pg:cache_hit:ratio5m{@})", "{{datname}}")
                        .unit(Unit.RATIO)
                        .steps(Steps.of(definition, "postgres_cache_hit_ratio"))
                        .noValue("nothing is read")
                        .build(),
                Panel.trend("Rows read and written")
                        .about("Rows that statements touched.", "Far more returned than fetched: an index is missing.")
                        .query("sum(rate(pg_stat_database_tup_returned{@}[$__rate_interval]))", "returned")
                        .query("sum(rate(pg_stat_database_tup_fetched{@}[$__rate_interval]))", "fetched")
                        .query(
                                "sum(rate(pg_stat_database_tup_inserted{@}[$__rate_interval]))"
                                        + " + sum(rate(pg_stat_database_tup_updated{@}[$__rate_interval]))"
                                        + " + sum(rate(pg_stat_database_tup_deleted{@}[$__rate_interval]))",
                                "written")
                        .unit(Unit.OPERATIONS_PER_SECOND)
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.trend("Temporary files")
                        .about(
                                "Bytes written because work_mem was too small for a sort or a hash.",
                                "Look for the statement; raise work_mem for it.")
                        .query(
                                "sum by (datname) (rate(pg_stat_database_temp_bytes{@}[$__rate_interval]))",
                                "{{datname}}")
                        .unit(Unit.BYTES_PER_SECOND)
                        .noValue("no PostgreSQL is watched")
                        .build(),
                Panel.trend("Deadlocks")
                        .about("Deadlocks in ten minutes by database.", "The server's log has the statements.")
                        .query("round(max by (datname) (pg:deadlocks:increase10m{@}))", "{{datname}}")
                        .indicator(definition, "postgres_deadlocks")
                        .noValue("no PostgreSQL is watched")
                        .build());
    }
}
