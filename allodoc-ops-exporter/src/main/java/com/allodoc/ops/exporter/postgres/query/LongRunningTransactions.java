package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Open transactions of whatever age, as the peer counts them. Source: pg_stat_activity. */
final class LongRunningTransactions {
    private static final String P = "pg_long_running_transactions";

    static final PgQuery QUERY = PgQuery.named("long_running_transactions")
            .scope(SERVER)
            .optional()
            .sql("""
                 SELECT count(*) AS transactions,
                        greatest(0, max(date_part('epoch', clock_timestamp() - xact_start))) AS oldest
                 FROM pg_stat_activity
                 WHERE state IS DISTINCT FROM 'idle'
                   AND backend_type IS DISTINCT FROM 'autovacuum worker'
                   AND xact_start IS NOT NULL
                   AND pid <> pg_backend_pid()
                 """)
            .gauge(P, "transactions", "Open transactions, autovacuum's left out.")
            .gauge(
                    P + "_oldest_timestamp_seconds",
                    "oldest",
                    "Seconds since the oldest of them began, whatever the name says; 0 when there is none.")
            .build();

    private LongRunningTransactions() {}
}
