package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Blocks of every table of a database, read and found in the cache. Source: pg_statio_user_tables. */
final class StatioUserTables {
    private static final String P = "pg_statio_user_tables_";

    static final PgQuery QUERY = PgQuery.named("statio_user_tables")
            .scope(DATABASE)
            .sql("""
                 SELECT current_database() AS datname, schemaname, relname,
                        heap_blks_read, heap_blks_hit, idx_blks_read, idx_blks_hit,
                        toast_blks_read, toast_blks_hit, tidx_blks_read, tidx_blks_hit
                 FROM pg_statio_user_tables
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .counter(P + "heap_blocks_read", "heap_blks_read", "Blocks of the table read.")
            .counter(P + "heap_blocks_hit", "heap_blks_hit", "Blocks of the table found in the cache.")
            .counter(P + "idx_blocks_read", "idx_blks_read", "Blocks of its indexes read.")
            .counter(P + "idx_blocks_hit", "idx_blks_hit", "Blocks of its indexes found in the cache.")
            .counter(P + "toast_blocks_read", "toast_blks_read", "Blocks of its TOAST table read.")
            .counter(P + "toast_blocks_hit", "toast_blks_hit", "Blocks of its TOAST table found in the cache.")
            .counter(P + "tidx_blocks_read", "tidx_blks_read", "Blocks of its TOAST table's index read.")
            .counter(P + "tidx_blocks_hit", "tidx_blks_hit", "Blocks of its TOAST table's index found in the cache.")
            .build();

    private StatioUserTables() {}
}
