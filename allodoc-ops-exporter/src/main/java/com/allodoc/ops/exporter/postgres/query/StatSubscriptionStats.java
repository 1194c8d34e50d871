package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Errors and conflicts of subscriptions. Source: pg_stat_subscription_stats. */
final class StatSubscriptionStats {
    private static final String P = "allodoc_postgres_subscription_";

    private static final String SQL = """
            SELECT d.datname,
                   s.*%s
            FROM pg_stat_subscription_stats s
            JOIN pg_subscription u ON u.oid = s.subid
            JOIN pg_database d ON d.oid = u.subdbid
            """;

    static final PgQuery QUERY = PgQuery.named("stat_subscription_stats")
            .scope(SERVER)
            .since(15)
            .sql(SQL.formatted(""))
            .since(18)
            .sql(SQL.formatted(", confl_insert_exists + confl_update_origin_differs + confl_update_exists"
                    + " + confl_update_missing + confl_delete_origin_differs + confl_delete_missing"
                    + " + confl_multiple_unique_conflicts AS conflicts"))
            .label("datname")
            .label("subname")
            .counter(P + "apply_errors_total", "apply_error_count", "Errors while changes were applied.")
            .counter(P + "sync_errors_total", "sync_error_count", "Errors while a table was first copied.")
            .since(18)
            .counter(P + "conflicts_total", "conflicts", "Conflicts of any kind while changes were applied.")
            .build();

    private StatSubscriptionStats() {}
}
