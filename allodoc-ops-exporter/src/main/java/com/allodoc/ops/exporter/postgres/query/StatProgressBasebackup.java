package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Base backups that are being streamed, added up per phase. Source: pg_stat_progress_basebackup. */
final class StatProgressBasebackup {
    private static final String P = "allodoc_postgres_basebackup_";

    static final PgQuery QUERY = PgQuery.named("stat_progress_basebackup")
            .scope(SERVER)
            .sql("""
                 SELECT phase,
                        count(*) AS running,
                        sum(backup_total) AS total,
                        sum(backup_streamed) AS streamed,
                        sum(tablespaces_total) AS tablespaces,
                        sum(tablespaces_streamed) AS tablespaces_streamed
                 FROM pg_stat_progress_basebackup
                 GROUP BY phase
                 """)
            .label("phase")
            .gauge(P + "running", "running", "Base backups in this phase.")
            .gauge(P + "bytes", "total", "Bytes to be streamed; absent while that is not known.")
            .gauge(P + "streamed_bytes", "streamed", "Bytes streamed.")
            .gauge(P + "tablespaces", "tablespaces", "Tablespaces to be streamed.")
            .gauge(P + "tablespaces_streamed", "tablespaces_streamed", "Tablespaces streamed.")
            .build();

    private StatProgressBasebackup() {}
}
