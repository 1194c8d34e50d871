package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Activity of every database since its statistics were reset. Source: pg_stat_database(_conflicts). */
final class StatDatabase {
    private static final String P = "pg_stat_database_";
    private static final String CONFLICTS = "pg_stat_database_conflicts_confl_";

    private static final String OURS = "allodoc_postgres_database_";

    private static final String SESSIONS = """
            , d.sessions, d.sessions_abandoned, d.sessions_fatal, d.sessions_killed,
            d.session_time / 1000 AS session_time,
            d.active_time / 1000 AS active_time,
            d.idle_in_transaction_time / 1000 AS idle_time
            """;

    static final PgQuery QUERY = PgQuery.named("stat_database")
            .scope(SERVER)
            .sql(sql(""))
            .since(14)
            .sql(sql(SESSIONS))
            .since(16)
            .sql(sql(SESSIONS + ", c.confl_active_logicalslot"))
            .label("datid")
            .label("datname")
            .gauge(P + "numbackends", "numbackends", "Sessions connected to this database.")
            .counter(P + "xact_commit", "xact_commit", "Transactions committed.")
            .counter(P + "xact_rollback", "xact_rollback", "Transactions rolled back.")
            .counter(P + "blks_read", "blks_read", "Disk blocks read.")
            .counter(P + "blks_hit", "blks_hit", "Disk blocks found in PostgreSQL's own cache.")
            .counter(P + "tup_returned", "tup_returned", "Live rows that scans went over.")
            .counter(P + "tup_fetched", "tup_fetched", "Live rows that index scans fetched.")
            .counter(P + "tup_inserted", "tup_inserted", "Rows inserted.")
            .counter(P + "tup_updated", "tup_updated", "Rows updated.")
            .counter(P + "tup_deleted", "tup_deleted", "Rows deleted.")
            .counter(P + "conflicts", "conflicts", "Queries cancelled by recovery; on standbys only.")
            .counter(P + "temp_files", "temp_files", "Temporary files made by queries.")
            .counter(P + "temp_bytes", "temp_bytes", "Bytes written to temporary files by queries.")
            .counter(P + "deadlocks", "deadlocks", "Deadlocks detected.")
            .counter(P + "blk_read_time", "blk_read_time", "Milliseconds spent reading; needs track_io_timing.")
            .counter(P + "blk_write_time", "blk_write_time", "Milliseconds spent writing; needs track_io_timing.")
            .counter(P + "stats_reset", "stats_reset", "When these statistics were reset, in seconds since 1970.")
            .since(14)
            .counter(P + "active_time_seconds_total", "active_time", "Seconds spent executing statements.")
            .table()
            .label("datid")
            .label("datname")
            .labelServer()
            .counter(CONFLICTS + "tablespace", "confl_tablespace", "Queries cancelled by a dropped tablespace.")
            .counter(CONFLICTS + "lock", "confl_lock", "Queries cancelled by a lock that recovery needed.")
            .counter(CONFLICTS + "snapshot", "confl_snapshot", "Queries cancelled because their snapshot was too old.")
            .counter(CONFLICTS + "bufferpin", "confl_bufferpin", "Queries cancelled because they pinned a buffer.")
            .counter(CONFLICTS + "deadlock", "confl_deadlock", "Queries cancelled by a deadlock with recovery.")
            .since(16)
            .untyped(
                    CONFLICTS + "active_logicalslot",
                    "confl_active_logicalslot",
                    "Uses of logical slots cancelled by old snapshots or a low wal_level.")
            .table()
            .label("datname")
            .since(14)
            .counter(OURS + "sessions_total", "sessions", "Sessions begun.")
            .since(14)
            .counter(OURS + "sessions_abandoned_total", "sessions_abandoned", "Sessions whose client was lost.")
            .since(14)
            .counter(OURS + "sessions_fatal_total", "sessions_fatal", "Sessions ended by a fatal error.")
            .since(14)
            .counter(OURS + "sessions_killed_total", "sessions_killed", "Sessions ended by an operator.")
            .since(14)
            .counter(OURS + "session_seconds_total", "session_time", "Seconds that sessions lasted.")
            .since(14)
            .counter(
                    OURS + "idle_in_transaction_seconds_total",
                    "idle_time",
                    "Seconds that sessions spent idle in a transaction.")
            .build();

    private StatDatabase() {}

    /** The row of shared objects, which has no database, is left out. */
    private static String sql(String more) {
        return """
               SELECT d.datid, d.datname, d.numbackends, d.xact_commit, d.xact_rollback, d.blks_read, d.blks_hit,
                      d.tup_returned, d.tup_fetched, d.tup_inserted, d.tup_updated, d.tup_deleted, d.conflicts,
                      d.temp_files, d.temp_bytes, d.deadlocks, d.blk_read_time, d.blk_write_time,
                      date_trunc('second', d.stats_reset) AS stats_reset,
                      c.confl_tablespace, c.confl_lock, c.confl_snapshot, c.confl_bufferpin, c.confl_deadlock%s
               FROM pg_stat_database d
               LEFT JOIN pg_stat_database_conflicts c ON c.datid = d.datid
               WHERE d.datname IS NOT NULL
               """.formatted(more);
    }
}
