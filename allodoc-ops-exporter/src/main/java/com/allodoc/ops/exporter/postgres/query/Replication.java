package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Whether the server is a standby, and how far it is behind what it has received. Source: the recovery functions.
 *
 * <p>A standby that has replayed all it received lags by nothing, however long ago the last transaction was.
 */
final class Replication {
    private static final String P = "pg_replication_";
    private static final String OURS = "allodoc_postgres_replay_";

    static final PgQuery QUERY = PgQuery.named("replication")
            .scope(SERVER)
            .sql("""
                 SELECT is_replica,
                        CASE WHEN NOT is_replica THEN 0
                             WHEN received = replayed THEN 0
                             ELSE age
                        END AS lag,
                        CASE WHEN is_replica THEN age END AS last_replay,
                        received - replayed AS behind,
                        CASE WHEN is_replica THEN pg_is_wal_replay_paused() END AS paused
                 FROM (SELECT pg_is_in_recovery() AS is_replica,
                              pg_last_wal_receive_lsn() AS received,
                              pg_last_wal_replay_lsn() AS replayed,
                              CASE WHEN pg_last_xact_replay_timestamp() > clock_timestamp() THEN 0
                                   ELSE date_part('epoch', clock_timestamp() - pg_last_xact_replay_timestamp())
                              END AS age) s
                 """)
            .gauge(P + "is_replica", "is_replica", "Whether the server is in recovery, hence a standby.")
            .gauge(P + "lag_seconds", "lag", "Age of the last transaction replayed while more is to replay; else 0.")
            .gauge(
                    P + "last_replay_seconds",
                    "last_replay",
                    "Seconds since the last transaction that a standby replayed was committed.")
            .gauge(OURS + "behind_bytes", "behind", "Bytes of WAL that a standby has received but not replayed.")
            .gauge(OURS + "paused", "paused", "Whether replay on a standby is paused.")
            .build();

    private Replication() {}
}
