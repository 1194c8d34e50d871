package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * What the background writer did, and before PostgreSQL 17 the checkpointer and the backends too. Source:
 * pg_stat_bgwriter.
 */
final class StatBgwriter {
    private static final String P = "pg_stat_bgwriter_";
    private static final int CHECKPOINTER_IS_APART = 17;

    static final PgQuery QUERY = PgQuery.named("stat_bgwriter")
            .scope(SERVER)
            .sql("SELECT *, date_trunc('second', stats_reset) AS reset FROM pg_stat_bgwriter")
            .counter(P + "buffers_clean_total", "buffers_clean", "Buffers written by the background writer.")
            .counter(
                    P + "maxwritten_clean_total",
                    "maxwritten_clean",
                    "Rounds of the background writer that stopped because it had written too many buffers.")
            .counter(P + "buffers_alloc_total", "buffers_alloc", "Buffers allocated.")
            .counter(P + "stats_reset_total", "reset", "When these statistics were reset, in seconds since 1970.")
            .before(CHECKPOINTER_IS_APART)
            .counter(P + "checkpoints_timed_total", "checkpoints_timed", "Checkpoints that were due.")
            .before(CHECKPOINTER_IS_APART)
            .counter(P + "checkpoints_req_total", "checkpoints_req", "Checkpoints that were asked for.")
            .before(CHECKPOINTER_IS_APART)
            .counter(
                    P + "checkpoint_write_time_total",
                    "checkpoint_write_time",
                    "Milliseconds that checkpoints spent writing.")
            .before(CHECKPOINTER_IS_APART)
            .counter(
                    P + "checkpoint_sync_time_total",
                    "checkpoint_sync_time",
                    "Milliseconds that checkpoints spent syncing.")
            .before(CHECKPOINTER_IS_APART)
            .counter(P + "buffers_checkpoint_total", "buffers_checkpoint", "Buffers written by checkpoints.")
            .before(CHECKPOINTER_IS_APART)
            .counter(P + "buffers_backend_total", "buffers_backend", "Buffers that backends had to write themselves.")
            .before(CHECKPOINTER_IS_APART)
            .counter(
                    P + "buffers_backend_fsync_total",
                    "buffers_backend_fsync",
                    "Times that backends had to sync a file themselves.")
            .build();

    private StatBgwriter() {}
}
