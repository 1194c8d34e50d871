package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Vacuums that run, per table. A table of another database than the connection's has its object id for a name. Since 17
 * the server counts the memory for dead rows in bytes: then there is no maximum in rows. Source:
 * pg_stat_progress_vacuum.
 */
final class StatProgressVacuum {
    private static final String P = "pg_stat_progress_vacuum_";
    private static final String OURS = "allodoc_postgres_vacuum_";

    /** The name of a row's table, for every view of this kind. */
    static final String RELNAME =
            "CASE WHEN p.datname = current_database() THEN p.relid::regclass::text ELSE p.relid::text END AS relname";

    /** A row for every phase; all but the phase is NULL in all rows but one. */
    private static final String SQL = """
            SELECT p.datname,
                   %s,
                   s.phase,
                   p.phase = s.phase AS is_in_phase,
                   o.*
            FROM pg_stat_progress_vacuum p
            CROSS JOIN (VALUES ('initializing'),
                               ('scanning heap'),
                               ('vacuuming indexes'),
                               ('vacuuming heap'),
                               ('cleaning up indexes'),
                               ('truncating heap'),
                               ('performing final cleanup')) AS s (phase)
            LEFT JOIN LATERAL (SELECT p.heap_blks_total, p.heap_blks_scanned, p.heap_blks_vacuumed,
                                      p.index_vacuum_count, %s) o
                           ON s.phase = 'initializing'
            """;

    static final PgQuery QUERY = PgQuery.named("stat_progress_vacuum")
            .scope(SERVER)
            .sql(SQL.formatted(RELNAME, "p.max_dead_tuples, p.num_dead_tuples"))
            .since(17)
            .sql(SQL.formatted(
                    RELNAME,
                    "p.num_dead_item_ids AS num_dead_tuples, p.dead_tuple_bytes, p.max_dead_tuple_bytes,"
                            + " p.indexes_total, p.indexes_processed"))
            .label("datname")
            .label("relname")
            .label("phase")
            .gauge(P + "phase", "is_in_phase", "1 for the phase that the vacuum is in, 0 for every other one.")
            .table()
            .label("datname")
            .label("relname")
            .gauge(P + "heap_blks", "heap_blks_total", "Blocks of the table.")
            .gauge(P + "heap_blks_scanned", "heap_blks_scanned", "Blocks of the table scanned.")
            .gauge(P + "heap_blks_vacuumed", "heap_blks_vacuumed", "Blocks of the table vacuumed.")
            .gauge(P + "index_vacuums", "index_vacuum_count", "Rounds through the indexes completed.")
            .gauge(P + "num_dead_tuples", "num_dead_tuples", "Dead rows collected since the last such round.")
            .before(17)
            .gauge(P + "max_dead_tuples", "max_dead_tuples", "Dead rows that memory allows before such a round.")
            .since(17)
            .gauge(OURS + "dead_tuple_bytes", "dead_tuple_bytes", "Memory the dead rows collected take.")
            .since(17)
            .gauge(OURS + "max_dead_tuple_bytes", "max_dead_tuple_bytes", "Memory that dead rows may take.")
            .since(17)
            .gauge(OURS + "indexes", "indexes_total", "Indexes of the table in the round under way.")
            .since(17)
            .gauge(OURS + "indexes_processed", "indexes_processed", "Indexes done in the round under way.")
            .build();

    private StatProgressVacuum() {}
}
