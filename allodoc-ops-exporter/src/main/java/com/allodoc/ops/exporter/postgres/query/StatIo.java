package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Input and output by kind of process, of object and of use. What never did anything is left out; what can't happen is
 * absent. Source: pg_stat_io.
 */
final class StatIo {
    private static final String P = "allodoc_postgres_io_";

    private static final String SQL = """
            SELECT *,
                   %s,
                   read_time / 1000 AS read_seconds,
                   write_time / 1000 AS write_seconds,
                   extend_time / 1000 AS extend_seconds,
                   writeback_time / 1000 AS writeback_seconds,
                   fsync_time / 1000 AS fsync_seconds
            FROM pg_stat_io
            WHERE 0 < ANY (ARRAY[reads, writes, writebacks, extends, hits, fsyncs])
            """;

    static final PgQuery QUERY = PgQuery.named("stat_io")
            .scope(SERVER)
            .since(16)
            .sql(SQL.formatted("reads * op_bytes AS bytes_read, writes * op_bytes AS bytes_written,"
                    + " extends * op_bytes AS bytes_extended"))
            .since(18)
            .sql(SQL.formatted(
                    "read_bytes AS bytes_read, write_bytes AS bytes_written," + " extend_bytes AS bytes_extended"))
            .label("backend_type")
            .label("object")
            .label("context")
            .counter(P + "reads_total", "reads", "Reads.")
            .counter(P + "read_bytes_total", "bytes_read", "Bytes read.")
            .counter(P + "read_seconds_total", "read_seconds", "Seconds spent reading; needs track_io_timing.")
            .counter(P + "writes_total", "writes", "Writes.")
            .counter(P + "written_bytes_total", "bytes_written", "Bytes written.")
            .counter(P + "write_seconds_total", "write_seconds", "Seconds spent writing; needs track_io_timing.")
            .counter(P + "extends_total", "extends", "Extensions of a file.")
            .counter(P + "extended_bytes_total", "bytes_extended", "Bytes that files were extended by.")
            .counter(P + "extend_seconds_total", "extend_seconds", "Seconds spent extending; needs track_io_timing.")
            .counter(P + "writebacks_total", "writebacks", "Blocks that the kernel was asked to write out.")
            .counter(P + "writeback_seconds_total", "writeback_seconds", "Seconds spent asking; needs track_io_timing.")
            .counter(P + "fsyncs_total", "fsyncs", "Syncs.")
            .counter(P + "fsync_seconds_total", "fsync_seconds", "Seconds spent syncing; needs track_io_timing.")
            .counter(P + "hits_total", "hits", "Blocks found in the cache.")
            .counter(P + "evictions_total", "evictions", "Blocks thrown out of the cache to make room.")
            .counter(P + "reuses_total", "reuses", "Buffers of a ring that were used again.")
            .build();

    private StatIo() {}
}
