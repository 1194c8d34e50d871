package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Sessions per database, state, user and application, with a row of zeros for every state that a database has nobody in.
 * Source: pg_stat_activity. Summed over the type of backend and what it waits for, which postgres_exporter has as three
 * more labels since 0.17: they make a new series with every wait.
 */
final class StatActivity {
    static final String COUNT = "Sessions in this state.";
    static final String DURATION = "Seconds since the oldest open transaction of these sessions began.";

    static final PgQuery QUERY = query(PgQuery.named("stat_activity"), "")
            .gauge("pg_stat_activity_count", "count", COUNT)
            .gauge("pg_stat_activity_max_tx_duration", "max_tx_duration", DURATION)
            .build();

    private StatActivity() {}

    /**
     * The query, without metrics yet.
     *
     * @param more columns to tell sessions apart by, each with a comma before it
     */
    static PgQuery.Builder query(PgQuery.Builder builder, String more) {
        return builder.scope(SERVER)
                .sql("""
                     SELECT d.datname,
                            s.state,
                            a.usename,
                            a.application_name%1$s,
                            coalesce(a.sessions, 0) AS count,
                            coalesce(a.oldest, 0) AS max_tx_duration
                     FROM (VALUES ('active'),
                                  ('idle'),
                                  ('idle in transaction'),
                                  ('idle in transaction (aborted)'),
                                  ('fastpath function call'),
                                  ('disabled')) AS s (state)
                     CROSS JOIN pg_database d
                     LEFT JOIN (SELECT datid,
                                       state,
                                       usename,
                                       application_name%1$s,
                                       count(*) AS sessions,
                                       greatest(0, max(date_part('epoch', clock_timestamp() - xact_start))) AS oldest
                                FROM pg_stat_activity
                                WHERE pid <> pg_backend_pid()
                                GROUP BY datid, state, usename, application_name%1$s) a
                            ON a.state = s.state AND a.datid = d.oid
                     """.formatted(more))
                .label("datname")
                .label("state")
                .label("usename")
                .label("application_name");
    }
}
