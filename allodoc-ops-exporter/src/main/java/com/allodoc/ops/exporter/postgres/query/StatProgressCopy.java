package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** {@code COPY} commands that run, added up per table, command and kind of source. Source: pg_stat_progress_copy. */
final class StatProgressCopy {
    private static final String P = "allodoc_postgres_copy_";

    private static final String SQL =
            """
            SELECT datname,
                   relname,
                   command,
                   type,
                   count(*) AS running,
                   sum(bytes_processed) AS bytes_processed,
                   sum(nullif(bytes_total, 0)) AS bytes,
                   sum(tuples_processed) AS tuples_processed,
                   sum(tuples_excluded) AS tuples_excluded
            FROM (SELECT p.*, %s FROM pg_stat_progress_copy p) c
            GROUP BY datname, relname, command, type
            """.formatted(StatProgressVacuum.RELNAME.replace("ELSE", "WHEN p.relid = 0 THEN '' ELSE"));

    static final PgQuery QUERY = PgQuery.named("stat_progress_copy")
            .scope(SERVER)
            .since(14)
            .sql(SQL)
            .label("datname")
            .label("relname")
            .label("command")
            .label("type")
            .gauge(P + "running", "running", "COPY commands that run; those of a query have no table.")
            .gauge(P + "processed_bytes", "bytes_processed", "Bytes read or written.")
            .gauge(P + "bytes", "bytes", "Size of the file that is read; absent when it is no file.")
            .gauge(P + "tuples_processed", "tuples_processed", "Rows read or written.")
            .gauge(P + "tuples_excluded", "tuples_excluded", "Rows left out by a WHERE clause.")
            .build();

    private StatProgressCopy() {}
}
