package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Blocks of every index of a database, read and found in the cache. With the label {@code datname}, which the peer does
 * not have: two databases may have an index of one name. Source: pg_statio_user_indexes.
 */
final class StatioUserIndexes {
    private static final String P = "pg_statio_user_indexes_";

    static final PgQuery QUERY = PgQuery.named("statio_user_indexes")
            .scope(DATABASE)
            .optional()
            .sql("""
                 SELECT current_database() AS datname, schemaname, relname, indexrelname, idx_blks_read, idx_blks_hit
                 FROM pg_statio_user_indexes
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .label("indexrelname")
            .counter(P + "idx_blks_read_total", "idx_blks_read", "Blocks of the index read.")
            .counter(P + "idx_blks_hit_total", "idx_blks_hit", "Blocks of the index found in the cache.")
            .build();

    private StatioUserIndexes() {}
}
