package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** How long sessions have been idle, per state and application, all of them. Source: pg_stat_activity. */
final class ProcessIdle {
    static final PgQuery QUERY = PgQuery.named("process_idle")
            .scope(SERVER)
            .optional()
            .sql("""
                 SELECT state,
                        application_name,
                        ARRAY[1, 2, 5, 15, 30, 60, 90, 120, 300] AS seconds,
                        ARRAY[count(*) FILTER (WHERE idle <= 1),
                              count(*) FILTER (WHERE idle <= 2),
                              count(*) FILTER (WHERE idle <= 5),
                              count(*) FILTER (WHERE idle <= 15),
                              count(*) FILTER (WHERE idle <= 30),
                              count(*) FILTER (WHERE idle <= 60),
                              count(*) FILTER (WHERE idle <= 90),
                              count(*) FILTER (WHERE idle <= 120),
                              count(*) FILTER (WHERE idle <= 300)] AS seconds_bucket,
                        sum(idle) AS seconds_sum,
                        count(*) AS seconds_count
                 FROM (SELECT state,
                              application_name,
                              greatest(0, date_part('epoch', clock_timestamp() - state_change)) AS idle
                       FROM pg_stat_activity
                       WHERE state LIKE 'idle%' AND pid <> pg_backend_pid()) s
                 GROUP BY state, application_name
                 """)
            .label("state")
            .label("application_name")
            .histogram("pg_process_idle_seconds", "seconds", "How long idle sessions have been idle.")
            .build();

    private ProcessIdle() {}
}
