package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Indexes being built, and what the build waits for. Source: pg_stat_progress_create_index. */
final class StatProgressCreateIndex {
    private static final String P = "allodoc_postgres_create_index_";

    /** Without {@code CONCURRENTLY} the index has no name that others can see yet. */
    private static final String SQL = """
            SELECT p.*,
                   %s,
                   CASE WHEN p.index_relid <> 0 AND p.datname = current_database()
                        THEN p.index_relid::regclass::text
                   END AS indexrelname,
                   1 AS running
            FROM pg_stat_progress_create_index p
            """.formatted(StatProgressVacuum.RELNAME);

    static final PgQuery QUERY = PgQuery.named("stat_progress_create_index")
            .scope(SERVER)
            .sql(SQL)
            .label("datname")
            .label("relname")
            .label("indexrelname")
            .label("pid")
            .label("command")
            .label("phase")
            .gauge(P + "phase", "running", "Always 1; the labels tell the command and its phase.")
            .table()
            .label("datname")
            .label("relname")
            .label("indexrelname")
            .label("pid")
            .gauge(P + "lockers", "lockers_total", "Sessions to be waited for.")
            .gauge(P + "lockers_done", "lockers_done", "Sessions that were waited for.")
            .gauge(P + "blocks", "blocks_total", "Blocks to be processed in this phase.")
            .gauge(P + "blocks_done", "blocks_done", "Blocks processed in this phase.")
            .gauge(P + "tuples", "tuples_total", "Rows to be processed in this phase.")
            .gauge(P + "tuples_done", "tuples_done", "Rows processed in this phase.")
            .gauge(P + "partitions", "partitions_total", "Partitions to be indexed.")
            .gauge(P + "partitions_done", "partitions_done", "Partitions indexed.")
            .build();

    private StatProgressCreateIndex() {}
}
