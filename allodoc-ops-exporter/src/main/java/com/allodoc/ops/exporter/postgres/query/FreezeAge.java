package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * How far every database is from the wraparound of transaction ids, at which the server stops writing. Source:
 * pg_database.
 */
final class FreezeAge {
    private static final String P = "allodoc_postgres_database_";

    static final PgQuery QUERY = PgQuery.named("freeze_age")
            .scope(SERVER)
            .sql("""
                 SELECT datname,
                        age(datfrozenxid) AS xid_age,
                        mxid_age(datminmxid) AS mxid_age,
                        greatest(age(datfrozenxid), mxid_age(datminmxid)) / 2147483647.0 AS used
                 FROM pg_database
                 """)
            .label("datname")
            .gauge(P + "xid_age", "xid_age", "Age of the oldest unfrozen row in transactions.")
            .gauge(P + "mxid_age", "mxid_age", "Age of the oldest multixact in multixacts.")
            .gauge(P + "wraparound_ratio", "used", "The older of the two, as a part of what there can be, from 0 to 1.")
            .build();

    private FreezeAge() {}
}
