package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Sessions that wait for a lock, and those at the head of the queues, who wait for nobody themselves. A transaction
 * prepared for two-phase commit may be at the head too. Source: pg_stat_activity, pg_locks, pg_blocking_pids().
 */
final class Blocking {
    private static final String P = "allodoc_postgres_";

    /** To find who blocks costs more with every session that waits, so it is asked for the hundred that wait longest. */
    private static final String SQL = """
            WITH waiting AS MATERIALIZED (
                SELECT a.pid, a.datid, min(%s) AS since
                FROM pg_stat_activity a
                JOIN pg_locks l ON l.pid = a.pid AND NOT l.granted
                WHERE a.wait_event_type = 'Lock'
                GROUP BY a.pid, a.datid
            ), heads AS (
                SELECT DISTINCT w.datid, b.pid
                FROM (SELECT pid, datid FROM waiting ORDER BY since LIMIT 100) w
                CROSS JOIN unnest(pg_blocking_pids(w.pid)) b (pid)
                WHERE b.pid NOT IN (SELECT pid FROM waiting)
            )
            SELECT d.datname,
                   coalesce(w.sessions, 0) AS blocked,
                   w.age AS blocked_age,
                   coalesce(h.sessions, 0) AS blocking,
                   h.age AS blocking_age
            FROM pg_database d
            LEFT JOIN (SELECT datid,
                              count(*) AS sessions,
                              greatest(0, date_part('epoch', clock_timestamp() - min(since))) AS age
                       FROM waiting
                       GROUP BY datid) w ON w.datid = d.oid
            LEFT JOIN (SELECT heads.datid,
                              count(*) AS sessions,
                              date_part('epoch', clock_timestamp() - min(a.xact_start)) AS age
                       FROM heads
                       LEFT JOIN pg_stat_activity a ON a.pid = heads.pid
                       GROUP BY heads.datid) h ON h.datid = d.oid
            """;

    static final PgQuery QUERY = PgQuery.named("blocking")
            .scope(SERVER)
            .sql(SQL.formatted("a.state_change"))
            .since(14)
            .sql(SQL.formatted("coalesce(l.waitstart, clock_timestamp())"))
            .label("datname")
            .gauge(P + "blocked_sessions", "blocked", "Sessions that wait for a lock.")
            .gauge(P + "blocked_oldest_seconds", "blocked_age", "How long the first of them has waited.")
            .gauge(P + "blocking_sessions", "blocking", "Sessions that others wait for and that wait for nobody.")
            .gauge(P + "blocking_oldest_seconds", "blocking_age", "Age of the oldest transaction of these.")
            .build();

    private Blocking() {}
}
