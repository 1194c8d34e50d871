package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Analyzes that run, per table. Source: pg_stat_progress_analyze. */
final class StatProgressAnalyze {
    private static final String P = "allodoc_postgres_analyze_";

    static final PgQuery QUERY = PgQuery.named("stat_progress_analyze")
            .scope(SERVER)
            .sql("SELECT p.*, " + StatProgressVacuum.RELNAME + ", 1 AS running FROM pg_stat_progress_analyze p")
            .label("datname")
            .label("relname")
            .label("phase")
            .gauge(P + "phase", "running", "Always 1; the label tells the phase.")
            .table()
            .label("datname")
            .label("relname")
            .gauge(P + "sample_blocks", "sample_blks_total", "Blocks to be sampled.")
            .gauge(P + "sample_blocks_scanned", "sample_blks_scanned", "Blocks sampled.")
            .gauge(P + "extended_statistics", "ext_stats_total", "Extended statistics to be computed.")
            .gauge(P + "extended_statistics_computed", "ext_stats_computed", "Extended statistics computed.")
            .gauge(P + "child_tables", "child_tables_total", "Child tables to be scanned.")
            .gauge(P + "child_tables_done", "child_tables_done", "Child tables scanned.")
            .build();

    private StatProgressAnalyze() {}
}
