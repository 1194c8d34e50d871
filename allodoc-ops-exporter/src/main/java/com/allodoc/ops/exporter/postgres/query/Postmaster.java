package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * When the server was started. On by default, unlike the peer's: without it nobody is told of a restart. Source:
 * pg_postmaster_start_time().
 */
final class Postmaster {
    static final PgQuery QUERY = PgQuery.named("postmaster")
            .scope(SERVER)
            .sql("SELECT date_part('epoch', pg_postmaster_start_time()) AS started")
            .gauge("pg_postmaster_start_time_seconds", "started", "When the server started, in seconds since 1970.")
            .build();

    private Postmaster() {}
}
