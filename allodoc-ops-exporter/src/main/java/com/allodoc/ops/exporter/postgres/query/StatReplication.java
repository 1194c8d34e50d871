package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * Who receives WAL from here and how far behind they are, in bytes and in seconds. Receivers that differ by their
 * process only are one series, that of the slowest: {@link StatReplicationPid} tells them apart. Source:
 * pg_stat_replication.
 */
final class StatReplication {
    private static final String P = "pg_stat_replication_";
    private static final String OURS = "allodoc_postgres_replication_";

    /** Rows for both collectors. The lags in seconds are NULL while nothing happens. */
    static final String ROWS = """
            SELECT r.application_name,
                   host(r.client_addr) AS client_addr,
                   r.state,
                   s.slot_name,
                   r.pid,
                   r.sync_state,
                   pg_wal_lsn_diff(position, '0/0')::float8 AS position,
                   pg_wal_lsn_diff(position, r.sent_lsn)::float8 AS unsent,
                   pg_wal_lsn_diff(position, r.replay_lsn)::float8 AS behind,
                   r.write_lag,
                   r.flush_lag,
                   r.replay_lag,
                   r.backend_xmin
            FROM pg_stat_replication r
            LEFT JOIN pg_replication_slots s ON s.active_pid = r.pid
            CROSS JOIN (SELECT CASE WHEN pg_is_in_recovery()
                                    THEN coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                                    ELSE pg_current_wal_lsn()
                               END AS position) p
            """;

    static final PgQuery QUERY = PgQuery.named("stat_replication")
            .scope(SERVER)
            .sql("""
                 SELECT application_name,
                        client_addr,
                        state,
                        slot_name,
                        max(position) AS position,
                        max(behind) AS behind,
                        max(unsent) AS unsent,
                        date_part('epoch', max(write_lag)) AS write_lag,
                        date_part('epoch', max(flush_lag)) AS flush_lag,
                        date_part('epoch', max(replay_lag)) AS replay_lag,
                        bool_and(sync_state IN ('sync', 'quorum')) AS synchronous,
                        max(age(backend_xmin)) AS xmin_age
                 FROM (%s) r
                 GROUP BY application_name, client_addr, state, slot_name
                 """.formatted(ROWS))
            .label("application_name")
            .label("client_addr")
            .label("state")
            .label("slot_name")
            .gauge(P + "pg_current_wal_lsn_bytes", "position", "Position of the server's WAL in bytes.")
            .gauge(P + "pg_wal_lsn_diff", "behind", "Bytes of WAL that the receiver has not replayed.")
            .gauge(OURS + "unsent_bytes", "unsent", "Bytes of WAL that are not sent to the receiver yet.")
            .gauge(
                    OURS + "write_lag_seconds",
                    "write_lag",
                    "Time until the receiver had written recent WAL; absent while there is none.")
            .gauge(
                    OURS + "flush_lag_seconds",
                    "flush_lag",
                    "Time until the receiver had recent WAL on disk; absent while there is none.")
            .gauge(
                    OURS + "replay_lag_seconds",
                    "replay_lag",
                    "Time until the receiver had replayed recent WAL; absent while there is none.")
            .gauge(OURS + "synchronous", "synchronous", "Whether commits wait for the receiver.")
            .gauge(OURS + "xmin_age", "xmin_age", "Age in transactions of the oldest rows kept for the receiver.")
            .build();

    private StatReplication() {}
}
