package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Transactions prepared for two-phase commit, which hold their locks until somebody ends them. Source: pg_prepared_xacts. */
final class PreparedXacts {
    private static final String P = "allodoc_postgres_prepared_transactions";

    static final PgQuery QUERY = PgQuery.named("prepared_xacts")
            .scope(SERVER)
            .sql("""
                 SELECT d.datname,
                        count(p.transaction) AS prepared,
                        date_part('epoch', clock_timestamp() - min(p.prepared)) AS oldest_age,
                        max(age(p.transaction)) AS xid_age
                 FROM pg_database d
                 LEFT JOIN pg_prepared_xacts p ON p.database = d.datname
                 GROUP BY d.datname
                 """)
            .label("datname")
            .gauge(P, "prepared", "Transactions prepared and not ended.")
            .gauge(P + "_oldest_seconds", "oldest_age", "How long ago the first of them was prepared.")
            .gauge(P + "_xid_age", "xid_age", "Age of the oldest of them in transactions.")
            .build();

    private PreparedXacts() {}
}
