package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * How far every database is from the wraparound of transaction ids, under the peer's names: whatever they say, the
 * values are ages in transactions, not seconds. Source: pg_database.
 */
final class DatabaseWraparound {
    private static final String P = "pg_database_wraparound_age_";

    static final PgQuery QUERY = PgQuery.named("database_wraparound")
            .scope(SERVER)
            .optional()
            .sql("""
                 SELECT datname, age(datfrozenxid) AS xid_age, mxid_age(datminmxid) AS mxid_age
                 FROM pg_database
                 WHERE datallowconn
                 """)
            .label("datname")
            .gauge(P + "datfrozenxid_seconds", "xid_age", "Age of the oldest unfrozen row in transactions.")
            .gauge(P + "datminmxid_seconds", "mxid_age", "Age of the oldest multixact in multixacts.")
            .build();

    private DatabaseWraparound() {}
}
