package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** The small caches for transactions, subtransactions and multixacts. Source: pg_stat_slru. */
final class StatSlru {
    private static final String P = "allodoc_postgres_slru_";

    static final PgQuery QUERY = PgQuery.named("stat_slru")
            .scope(SERVER)
            .sql("SELECT * FROM pg_stat_slru")
            .label("name")
            .counter(P + "blocks_zeroed_total", "blks_zeroed", "Blocks zeroed at their first use.")
            .counter(P + "blocks_hit_total", "blks_hit", "Blocks found in the cache.")
            .counter(P + "blocks_read_total", "blks_read", "Blocks read from disk.")
            .counter(P + "blocks_written_total", "blks_written", "Blocks written to disk.")
            .counter(P + "blocks_exists_total", "blks_exists", "Blocks looked for on disk.")
            .counter(P + "flushes_total", "flushes", "Flushes of dirty blocks.")
            .counter(P + "truncates_total", "truncates", "Truncations.")
            .build();

    private StatSlru() {}
}
