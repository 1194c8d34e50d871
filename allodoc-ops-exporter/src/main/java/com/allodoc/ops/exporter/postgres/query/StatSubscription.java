package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** Subscriptions of logical replication and how far they are. Source: pg_stat_subscription, pg_subscription. */
final class StatSubscription {
    private static final String P = "allodoc_postgres_subscription_";

    private static final String SQL = """
            SELECT d.datname,
                   u.subname,
                   u.subenabled,
                   count(s.pid) FILTER (WHERE s.relid IS NULL) AS apply_workers,
                   count(s.pid) FILTER (WHERE s.relid IS NOT NULL) AS sync_workers,
                   max(s.received_lsn) FILTER (WHERE %1$s) - '0/0' AS received,
                   max(s.latest_end_lsn) FILTER (WHERE %1$s) - '0/0' AS reported,
                   max(s.last_msg_send_time) FILTER (WHERE %1$s) AS sent_at,
                   max(s.last_msg_receipt_time) FILTER (WHERE %1$s) AS received_at
            FROM pg_subscription u
            JOIN pg_database d ON d.oid = u.subdbid
            LEFT JOIN pg_stat_subscription s ON s.subid = u.oid
            GROUP BY d.datname, u.subname, u.subenabled
            """;

    /** Before 14 only superusers see what a subscription is of. */
    private static final String WITHOUT_CATALOGUE = """
            SELECT '' AS datname,
                   s.subname,
                   NULL AS subenabled,
                   count(s.pid) FILTER (WHERE s.relid IS NULL) AS apply_workers,
                   count(s.pid) FILTER (WHERE s.relid IS NOT NULL) AS sync_workers,
                   max(s.received_lsn) FILTER (WHERE s.relid IS NULL) - '0/0' AS received,
                   max(s.latest_end_lsn) FILTER (WHERE s.relid IS NULL) - '0/0' AS reported,
                   max(s.last_msg_send_time) FILTER (WHERE s.relid IS NULL) AS sent_at,
                   max(s.last_msg_receipt_time) FILTER (WHERE s.relid IS NULL) AS received_at
            FROM pg_stat_subscription s
            GROUP BY s.subname
            """;

    static final PgQuery QUERY = PgQuery.named("stat_subscription")
            .scope(SERVER)
            .sql(WITHOUT_CATALOGUE)
            .since(14)
            .sql(SQL.formatted("s.relid IS NULL"))
            .since(16)
            .sql(SQL.formatted("s.relid IS NULL AND s.leader_pid IS NULL"))
            .label("datname")
            .label("subname")
            .gauge(P + "enabled", "subenabled", "Whether the subscription is enabled.")
            .gauge(P + "apply_workers", "apply_workers", "Processes that apply changes; 0 when it does not run.")
            .gauge(P + "sync_workers", "sync_workers", "Processes that copy a table for the first time.")
            .gauge(P + "received_bytes", "received", "Position of the last WAL received, in bytes.")
            .gauge(P + "reported_bytes", "reported", "Last position reported to the publisher, in bytes.")
            .gauge(
                    P + "last_message_sent_timestamp_seconds",
                    "sent_at",
                    "When the publisher sent its last message, in seconds since 1970.")
            .gauge(
                    P + "last_message_received_timestamp_seconds",
                    "received_at",
                    "When the last message arrived, in seconds since 1970.")
            .build();

    private StatSubscription() {}
}
