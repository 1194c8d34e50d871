package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** WAL files that wait to be archived. Source: pg_ls_archive_statusdir(), which pg_monitor may call. */
final class ArchiveStatus {
    static final PgQuery QUERY = PgQuery.named("archive_status")
            .scope(SERVER)
            .sql("""
                 SELECT count(*) AS waiting
                 FROM pg_ls_archive_statusdir()
                 WHERE name LIKE '%.ready'
                 """)
            .gauge("allodoc_postgres_archiver_waiting_files", "waiting", "WAL files that wait to be archived.")
            .build();

    private ArchiveStatus() {}
}
