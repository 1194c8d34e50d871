package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * When every autovacuum that runs began. Tables of one name in several schemas or databases are one series, that of the
 * first to begin: the peer's label has no more than the name. Source: pg_stat_activity.
 */
final class StatActivityAutovacuum {
    static final PgQuery QUERY = PgQuery.named("stat_activity_autovacuum")
            .scope(SERVER)
            .optional()
            .sql("""
                 SELECT replace(substr(query, strpos(query, '.') + 1), ' (to prevent wraparound)', '') AS relname,
                        date_part('epoch', min(xact_start)) AS began
                 FROM pg_stat_activity
                 WHERE backend_type = 'autovacuum worker' AND query LIKE 'autovacuum: %'
                 GROUP BY 1
                 """)
            .label("relname")
            .gauge(
                    "pg_stat_activity_autovacuum_timestamp_seconds",
                    "began",
                    "When autovacuum began with the table, in seconds since 1970.")
            .build();

    private StatActivityAutovacuum() {}
}
