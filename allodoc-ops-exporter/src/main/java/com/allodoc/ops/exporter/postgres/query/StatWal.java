package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** WAL written. Since 18 writes and syncs are in {@link StatIo}. Source: pg_stat_wal. */
final class StatWal {
    private static final String P = "allodoc_postgres_wal_";

    static final PgQuery QUERY = PgQuery.named("stat_wal")
            .scope(SERVER)
            .since(14)
            .sql("SELECT *, wal_write_time / 1000 AS write_seconds, wal_sync_time / 1000 AS sync_seconds"
                    + " FROM pg_stat_wal")
            .since(18)
            .sql("SELECT * FROM pg_stat_wal")
            .counter(P + "records_total", "wal_records", "WAL records written.")
            .counter(P + "full_page_images_total", "wal_fpi", "Whole pages written to the WAL after a checkpoint.")
            .counter(P + "bytes_total", "wal_bytes", "Bytes of WAL written.")
            .counter(P + "buffers_full_total", "wal_buffers_full", "Writes because the WAL buffers were full.")
            .before(18)
            .counter(P + "writes_total", "wal_write", "Writes of WAL buffers to disk.")
            .before(18)
            .counter(P + "syncs_total", "wal_sync", "Syncs of WAL files.")
            .before(18)
            .counter(
                    P + "write_seconds_total", "write_seconds", "Seconds spent writing WAL; needs track_wal_io_timing.")
            .before(18)
            .counter(P + "sync_seconds_total", "sync_seconds", "Seconds spent syncing WAL; needs track_wal_io_timing.")
            .build();

    private StatWal() {}
}
