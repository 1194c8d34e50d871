package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** What is in the shared buffers. Source: pg_buffercache_summary() of the extension pg_buffercache. */
final class BuffercacheSummary {
    private static final String P = "pg_buffercache_summary_";

    static final PgQuery QUERY = PgQuery.named("buffercache_summary")
            .scope(SERVER)
            .optional()
            .since(16)
            .sql("""
                 SELECT buffers_used, buffers_unused, buffers_dirty, buffers_pinned, usagecount_avg
                 FROM pg_buffercache_summary()
                 """)
            .remedy("make it with: CREATE EXTENSION pg_buffercache")
            .gauge(P + "buffers_used", "buffers_used", "Shared buffers in use.")
            .gauge(P + "buffers_unused", "buffers_unused", "Shared buffers not in use.")
            .gauge(P + "buffers_dirty", "buffers_dirty", "Shared buffers that are not written yet.")
            .gauge(P + "buffers_pinned", "buffers_pinned", "Shared buffers that a session holds at this moment.")
            .gauge(P + "usagecount_avg", "usagecount_avg", "Mean usage count of the buffers in use, from 0 to 5.")
            .build();

    private BuffercacheSummary() {}
}
