package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Pages whose checksum was wrong. What all databases share has an empty {@code datname}, and is where a damaged catalogue
 * shows. Source: pg_stat_database.
 */
final class Checksums {
    private static final String P = "allodoc_postgres_database_checksum_";

    static final PgQuery QUERY = PgQuery.named("checksums")
            .scope(SERVER)
            .sql("SELECT datname, checksum_failures, checksum_last_failure FROM pg_stat_database")
            .label("datname")
            .counter(
                    P + "failures_total",
                    "checksum_failures",
                    "Pages whose checksum was wrong; absent without checksums.")
            .gauge(
                    P + "last_failure_timestamp_seconds",
                    "checksum_last_failure",
                    "When a checksum was last wrong, in seconds since 1970; absent when none was.")
            .build();

    private Checksums() {}
}
