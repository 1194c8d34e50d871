package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * The names that {@link ReplicationSlots} had before postgres_exporter 0.20, for dashboards that still ask for them.
 * Source: pg_replication_slots.
 */
final class ReplicationSlotAliases {
    private static final String P = "pg_replication_slot_";

    static final PgQuery QUERY = PgQuery.named("replication_slot_aliases")
            .scope(SERVER)
            .optional()
            .sql(ReplicationSlots.SQL.formatted(""))
            .label("slot_name")
            .label("slot_type")
            .gauge(P + "slot_current_wal_lsn", "position", "Position of the server's WAL in bytes.")
            .gauge(
                    P + "slot_confirmed_flush_lsn",
                    "confirmed",
                    "Position up to which the reader of a logical slot has confirmed; while it reads.")
            .gauge(P + "slot_is_active", "active", "Whether somebody reads from the slot.")
            .gauge(P + "safe_wal_size_bytes", "safe_wal_size", "Bytes of WAL until the slot may be lost.")
            .table()
            .label("slot_name")
            .label("slot_type")
            .label("wal_status")
            .gauge(P + "wal_status", "has_status", "Always 1; the label tells whether the slot's WAL is still there.")
            .build();

    private ReplicationSlotAliases() {}
}
