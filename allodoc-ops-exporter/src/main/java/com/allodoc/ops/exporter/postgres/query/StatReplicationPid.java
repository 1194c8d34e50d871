package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * {@link StatReplication} under the peer's names with its label {@code pid}, which makes a new series with every
 * reconnect. To be named in the configuration in its stead. Source: pg_stat_replication.
 */
final class StatReplicationPid {
    private static final String P = "pg_stat_replication_";

    static final PgQuery QUERY = PgQuery.named("stat_replication_pid")
            .scope(SERVER)
            .optional()
            .sql(StatReplication.ROWS)
            .label("application_name")
            .label("client_addr")
            .label("state")
            .label("slot_name")
            .label("pid")
            .gauge(P + "pg_current_wal_lsn_bytes", "position", "Position of the server's WAL in bytes.")
            .gauge(P + "pg_wal_lsn_diff", "behind", "Bytes of WAL that the receiver has not replayed.")
            .build();

    private StatReplicationPid() {}
}
