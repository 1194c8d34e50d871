package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Checkpoints and restart points. The peer leaves it off, and so has none at all on 17. Source: pg_stat_checkpointer. */
final class StatCheckpointer {
    private static final String P = "pg_stat_checkpointer_";
    private static final String OURS = "allodoc_postgres_checkpointer_";

    static final PgQuery QUERY = PgQuery.named("stat_checkpointer")
            .scope(SERVER)
            .since(17)
            .sql("SELECT *, date_trunc('second', stats_reset) AS reset FROM pg_stat_checkpointer")
            .counter(P + "num_timed_total", "num_timed", "Checkpoints that were due.")
            .counter(P + "num_requested_total", "num_requested", "Checkpoints that were asked for.")
            .counter(P + "restartpoints_timed_total", "restartpoints_timed", "Restart points that were due.")
            .counter(P + "restartpoints_req_total", "restartpoints_req", "Restart points that were asked for.")
            .counter(P + "restartpoints_done_total", "restartpoints_done", "Restart points that were performed.")
            .counter(P + "write_time_total", "write_time", "Milliseconds spent writing.")
            .counter(P + "sync_time_total", "sync_time", "Milliseconds spent syncing.")
            .counter(P + "buffers_written_total", "buffers_written", "Shared buffers written.")
            .counter(P + "stats_reset_total", "reset", "When these statistics were reset, in seconds since 1970.")
            .since(18)
            .counter(OURS + "done_total", "num_done", "Checkpoints that were performed.")
            .since(18)
            .counter(OURS + "slru_written_total", "slru_written", "Buffers of the small caches written.")
            .build();

    private StatCheckpointer() {}
}
