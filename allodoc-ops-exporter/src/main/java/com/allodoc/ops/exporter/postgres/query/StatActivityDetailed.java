package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * {@link StatActivity} with the peer's three labels more: every wait of every application is a series of its own. To be
 * named in the configuration in its stead. Source: pg_stat_activity.
 */
final class StatActivityDetailed {
    static final PgQuery QUERY = StatActivity.query(
                    PgQuery.named("stat_activity_detailed").optional(), ", backend_type, wait_event_type, wait_event")
            .label("backend_type")
            .label("wait_event_type")
            .label("wait_event")
            .gauge("pg_stat_activity_count", "count", StatActivity.COUNT)
            .gauge("pg_stat_activity_max_tx_duration", "max_tx_duration", StatActivity.DURATION)
            .build();

    private StatActivityDetailed() {}
}
