package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Open transactions of clients and how old they are; without any, there is no age. Source: pg_stat_activity. */
final class Transactions {
    private static final String P = "allodoc_postgres_";

    static final PgQuery QUERY = PgQuery.named("transactions")
            .scope(SERVER)
            .sql("""
                 SELECT d.datname,
                        coalesce(a.open, 0) AS open,
                        coalesce(a.idle, 0) AS idle,
                        date_part('epoch', clock_timestamp() - a.oldest) AS oldest_age,
                        date_part('epoch', clock_timestamp() - a.idle_since) AS idle_age,
                        date_part('epoch', clock_timestamp() - a.query_since) AS query_age,
                        a.xmin_age
                 FROM pg_database d
                 LEFT JOIN (SELECT datid,
                                   count(xact_start) AS open,
                                   count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS idle,
                                   min(xact_start) AS oldest,
                                   min(state_change) FILTER (WHERE state LIKE 'idle in transaction%') AS idle_since,
                                   min(query_start) FILTER (WHERE state = 'active') AS query_since,
                                   max(greatest(age(backend_xmin), age(backend_xid))) AS xmin_age
                            FROM pg_stat_activity
                            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                            GROUP BY datid) a ON a.datid = d.oid
                 """)
            .label("datname")
            .gauge(P + "open_transactions", "open", "Open transactions of clients.")
            .gauge(P + "open_transactions_idle", "idle", "Those in which the client has nothing running.")
            .gauge(P + "transaction_oldest_seconds", "oldest_age", "Age of the oldest open transaction.")
            .gauge(
                    P + "idle_in_transaction_oldest_seconds",
                    "idle_age",
                    "How long a client has longest left an open transaction alone.")
            .gauge(P + "query_oldest_seconds", "query_age", "How long the longest query has been running.")
            .gauge(
                    P + "transaction_xmin_age",
                    "xmin_age",
                    "Age in transactions of the oldest rows that a client's transaction may still see.")
            .build();

    private Transactions() {}
}
