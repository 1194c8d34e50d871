package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * How every index of a database is used: a series for each, so it is to be named. Its size is that of the last vacuum or
 * analyze. Source: pg_stat_user_indexes.
 */
final class StatUserIndexes {
    private static final String P = "allodoc_postgres_index_";

    static final PgQuery QUERY = PgQuery.named("stat_user_indexes")
            .scope(DATABASE)
            .optional()
            .sql("""
                 SELECT current_database() AS datname,
                        s.*,
                        c.relpages * current_setting('block_size')::bigint AS bytes
                 FROM pg_stat_user_indexes s
                 JOIN pg_class c ON c.oid = s.indexrelid
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .label("indexrelname")
            .counter(P + "scans_total", "idx_scan", "Scans begun.")
            .counter(P + "tuples_read_total", "idx_tup_read", "Entries that scans returned.")
            .counter(P + "tuples_fetched_total", "idx_tup_fetch", "Live rows that simple scans fetched.")
            .gauge(P + "size_bytes", "bytes", "Size at the last vacuum or analyze of its table.")
            .since(16)
            .gauge(P + "last_scan_timestamp_seconds", "last_idx_scan", "When it was last used, in seconds since 1970.")
            .build();

    private StatUserIndexes() {}
}
