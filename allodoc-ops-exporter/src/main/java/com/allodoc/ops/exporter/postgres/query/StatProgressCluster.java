package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** {@code CLUSTER} and {@code VACUUM FULL} that run, per table. Source: pg_stat_progress_cluster. */
final class StatProgressCluster {
    private static final String P = "allodoc_postgres_cluster_";

    static final PgQuery QUERY = PgQuery.named("stat_progress_cluster")
            .scope(SERVER)
            .sql("SELECT p.*, " + StatProgressVacuum.RELNAME + ", 1 AS running FROM pg_stat_progress_cluster p")
            .label("datname")
            .label("relname")
            .label("command")
            .label("phase")
            .gauge(P + "phase", "running", "Always 1; the labels tell the command and its phase.")
            .table()
            .label("datname")
            .label("relname")
            .gauge(P + "heap_blocks", "heap_blks_total", "Blocks of the table.")
            .gauge(P + "heap_blocks_scanned", "heap_blks_scanned", "Blocks of the table scanned.")
            .gauge(P + "heap_tuples_scanned", "heap_tuples_scanned", "Rows scanned.")
            .gauge(P + "heap_tuples_written", "heap_tuples_written", "Rows written.")
            .gauge(P + "indexes_rebuilt", "index_rebuild_count", "Indexes built anew.")
            .build();

    private StatProgressCluster() {}
}
