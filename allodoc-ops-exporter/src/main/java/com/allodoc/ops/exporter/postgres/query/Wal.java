package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** The WAL files on disk. Source: pg_ls_waldir(), which pg_monitor may call. */
final class Wal {
    static final PgQuery QUERY = PgQuery.named("wal")
            .scope(SERVER)
            .sql("""
                 SELECT count(*) AS segments, sum(size) AS size
                 FROM pg_ls_waldir()
                 WHERE name ~ '^[0-9A-F]{24}$'
                 """)
            .gauge("pg_wal_segments", "segments", "WAL files.")
            .gauge("pg_wal_size_bytes", "size", "Disk space the WAL files take.")
            .build();

    private Wal() {}
}
