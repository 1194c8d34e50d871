package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** WAL files archived and not. What never happened has no time. Source: pg_stat_archiver. */
final class StatArchiver {
    private static final String P = "pg_stat_archiver_";
    private static final String OURS = "allodoc_postgres_archiver_";

    static final PgQuery QUERY = PgQuery.named("stat_archiver")
            .scope(SERVER)
            .sql("""
                 SELECT archived_count,
                        failed_count,
                        date_part('epoch', clock_timestamp() - last_archived_time) AS age,
                        last_archived_time,
                        last_failed_time,
                        current_setting('archive_mode') <> 'off' AS expected,
                        coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS failing
                 FROM pg_stat_archiver
                 """)
            .counter(P + "archived_count", "archived_count", "WAL files archived.")
            .counter(P + "failed_count", "failed_count", "Attempts to archive a WAL file that failed.")
            .gauge(P + "last_archive_age", "age", "Seconds since a WAL file was last archived.")
            .gauge(OURS + "expected", "expected", "Whether archive_mode asks for WAL to be archived.")
            .gauge(OURS + "failing", "failing", "Whether the latest attempt to archive a WAL file failed.")
            .gauge(
                    OURS + "last_archived_timestamp_seconds",
                    "last_archived_time",
                    "When a WAL file was last archived, in seconds since 1970.")
            .gauge(
                    OURS + "last_failed_timestamp_seconds",
                    "last_failed_time",
                    "When archiving a WAL file last failed, in seconds since 1970.")
            .build();

    private StatArchiver() {}
}
