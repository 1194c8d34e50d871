package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.DATABASE;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Activity of every table of a database; sizes are {@link TableSizes}. A vacuum that never was has no time, where the
 * peer says 1970. Source: pg_stat_user_tables.
 */
final class StatUserTables {
    private static final String P = "pg_stat_user_tables_";

    /** Times as numbers, because a time as text costs server and reader more than all the rest of a row. */
    static final PgQuery QUERY = PgQuery.named("stat_user_tables")
            .scope(DATABASE)
            .sql("""
                 SELECT current_database() AS datname, schemaname, relname,
                        seq_scan, seq_tup_read, idx_scan, idx_tup_fetch,
                        n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd,
                        n_live_tup, n_dead_tup, n_mod_since_analyze,
                        date_part('epoch', last_vacuum) AS last_vacuum,
                        date_part('epoch', last_autovacuum) AS last_autovacuum,
                        date_part('epoch', last_analyze) AS last_analyze,
                        date_part('epoch', last_autoanalyze) AS last_autoanalyze,
                        vacuum_count, autovacuum_count, analyze_count, autoanalyze_count
                 FROM pg_stat_user_tables
                 """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .counter(P + "seq_scan", "seq_scan", "Sequential scans begun.")
            .counter(P + "seq_tup_read", "seq_tup_read", "Live rows that sequential scans fetched.")
            .counter(P + "idx_scan", "idx_scan", "Index scans begun; absent for a table without indexes.")
            .counter(P + "idx_tup_fetch", "idx_tup_fetch", "Live rows that index scans fetched.")
            .counter(P + "n_tup_ins", "n_tup_ins", "Rows inserted.")
            .counter(P + "n_tup_upd", "n_tup_upd", "Rows updated.")
            .counter(P + "n_tup_del", "n_tup_del", "Rows deleted.")
            .counter(P + "n_tup_hot_upd", "n_tup_hot_upd", "Rows updated without a new entry in any index.")
            .gauge(P + "n_live_tup", "n_live_tup", "Live rows, estimated.")
            .gauge(P + "n_dead_tup", "n_dead_tup", "Dead rows, estimated.")
            .gauge(P + "n_mod_since_analyze", "n_mod_since_analyze", "Rows changed since the last analyze, estimated.")
            .gauge(P + "last_vacuum", "last_vacuum", "When it was last vacuumed by hand, in seconds since 1970.")
            .gauge(P + "last_autovacuum", "last_autovacuum", "When autovacuum last vacuumed it, in seconds since 1970.")
            .gauge(P + "last_analyze", "last_analyze", "When it was last analyzed by hand, in seconds since 1970.")
            .gauge(
                    P + "last_autoanalyze",
                    "last_autoanalyze",
                    "When autovacuum last analyzed it, in seconds since 1970.")
            .counter(P + "vacuum_count", "vacuum_count", "Times it was vacuumed by hand.")
            .counter(P + "autovacuum_count", "autovacuum_count", "Times autovacuum vacuumed it.")
            .counter(P + "analyze_count", "analyze_count", "Times it was analyzed by hand.")
            .counter(P + "autoanalyze_count", "autoanalyze_count", "Times autovacuum analyzed it.")
            .build();

    private StatUserTables() {}
}
