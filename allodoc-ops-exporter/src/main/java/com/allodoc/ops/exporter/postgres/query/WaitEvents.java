package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * What active client sessions wait for at this moment; those that wait for nothing are on the CPU. Kinds are there with
 * zeros, single events only while somebody waits for them. Source: pg_stat_activity.
 */
final class WaitEvents {
    static final PgQuery QUERY = PgQuery.named("wait_events")
            .scope(SERVER)
            .sql("""
                 SELECT coalesce(k.type, w.type) AS wait_event_type,
                        w.event AS wait_event,
                        CASE WHEN w.is_sum IS NOT FALSE THEN coalesce(w.sessions, 0) END AS of_type,
                        CASE WHEN NOT w.is_sum THEN w.sessions END AS of_event
                 FROM (VALUES ('CPU'), ('LWLock'), ('Lock'), ('BufferPin'), ('Client'), ('Extension'), ('IPC'),
                              ('Timeout'), ('IO')) AS k (type)
                 FULL JOIN (SELECT type, event, grouping(event) = 1 AS is_sum, count(*) AS sessions
                            FROM (SELECT coalesce(wait_event_type, 'CPU') AS type,
                                         coalesce(wait_event, 'CPU') AS event
                                  FROM pg_stat_activity
                                  WHERE state = 'active'
                                    AND backend_type = 'client backend'
                                    AND pid <> pg_backend_pid()) a
                            GROUP BY GROUPING SETS ((type), (type, event))) w
                        ON w.type = k.type
                 """)
            .label("wait_event_type")
            .gauge("allodoc_postgres_wait_sessions", "of_type", "Active client sessions by the kind of their wait.")
            .table()
            .label("wait_event_type")
            .label("wait_event")
            .gauge("allodoc_postgres_wait_event_sessions", "of_event", "Active client sessions by what they wait for.")
            .build();

    private WaitEvents() {}
}
