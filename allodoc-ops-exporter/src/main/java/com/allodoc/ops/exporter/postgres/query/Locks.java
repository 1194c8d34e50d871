package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Locks held and awaited, per database and mode, with zeros for the modes that nobody uses. Source: pg_locks. */
final class Locks {
    static final PgQuery QUERY = PgQuery.named("locks")
            .scope(SERVER)
            .sql("""
                 SELECT d.datname,
                        m.mode,
                        coalesce(l.locks, 0) AS count,
                        coalesce(l.waiting, 0) AS waiting
                 FROM (VALUES ('accesssharelock'),
                              ('rowsharelock'),
                              ('rowexclusivelock'),
                              ('shareupdateexclusivelock'),
                              ('sharelock'),
                              ('sharerowexclusivelock'),
                              ('exclusivelock'),
                              ('accessexclusivelock'),
                              ('sireadlock')) AS m (mode)
                 CROSS JOIN pg_database d
                 LEFT JOIN (SELECT database,
                                   lower(mode) AS mode,
                                   count(*) AS locks,
                                   count(*) FILTER (WHERE NOT granted) AS waiting
                            FROM pg_locks
                            WHERE database IS NOT NULL
                            GROUP BY database, lower(mode)) l
                        ON l.mode = m.mode AND l.database = d.oid
                 """)
            .label("datname")
            .label("mode")
            .gauge("pg_locks_count", "count", "Locks held or awaited.")
            .gauge("allodoc_postgres_locks_waiting", "waiting", "Locks that a session waits for.")
            .build();

    private Locks() {}
}
