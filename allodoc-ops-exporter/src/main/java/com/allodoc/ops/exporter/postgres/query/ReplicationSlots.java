package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * What every slot holds back: WAL and old rows. The first two metrics and the next ones say much the same under two sets
 * of labels, as the peer has it. Source: pg_replication_slots.
 */
final class ReplicationSlots {
    private static final String P = "pg_replication_slots_";
    private static final String OURS = "allodoc_postgres_replication_slot_";

    /** A standby that only reads an archive has received nothing; where it is, is what it has replayed. */
    static final String SQL = """
            SELECT slot_name,
                   database,
                   slot_type,
                   wal_status,
                   active,
                   pg_wal_lsn_diff(position, restart_lsn) AS retained,
                   position - '0/0' AS position,
                   CASE WHEN active THEN confirmed_flush_lsn - '0/0' END AS confirmed,
                   safe_wal_size,
                   CASE WHEN wal_status IS NOT NULL THEN 1 END AS has_status,
                   age(xmin) AS xmin_age,
                   age(catalog_xmin) AS catalog_xmin_age%s
            FROM pg_replication_slots
            CROSS JOIN (SELECT CASE WHEN pg_is_in_recovery()
                                    THEN coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                                    ELSE pg_current_wal_lsn()
                               END AS position) p
            """;

    static final PgQuery QUERY = PgQuery.named("replication_slots")
            .scope(SERVER)
            .sql(SQL.formatted(", NULL AS invalidation_reason"))
            .since(17)
            .sql(SQL.formatted(", inactive_since, invalidation_reason,"
                    + " CASE WHEN invalidation_reason IS NOT NULL THEN 1 END AS is_invalid"))
            .label("slot_name")
            .label("database")
            .gauge(P + "active", "active", "Whether somebody reads from the slot.")
            .gauge(P + "pg_wal_lsn_diff", "retained", "Bytes of WAL kept for the slot.")
            .table()
            .label("slot_name")
            .label("slot_type")
            .gauge(P + "slot_current_wal_lsn", "position", "Position of the server's WAL in bytes.")
            .gauge(
                    P + "slot_confirmed_flush_lsn",
                    "confirmed",
                    "Position up to which the reader of a logical slot has confirmed; while it reads.")
            .gauge(P + "slot_is_active", "active", "Whether somebody reads from the slot.")
            .gauge(
                    P + "safe_wal_size_bytes",
                    "safe_wal_size",
                    "Bytes of WAL until the slot may be lost; absent when nothing limits it.")
            .gauge(OURS + "xmin_age", "xmin_age", "Age in transactions of the oldest rows kept for the slot.")
            .gauge(
                    OURS + "catalog_xmin_age",
                    "catalog_xmin_age",
                    "Age in transactions of the oldest rows of the catalogue kept for the slot.")
            .since(17)
            .gauge(
                    OURS + "inactive_since_timestamp_seconds",
                    "inactive_since",
                    "When the slot was last read from, in seconds since 1970; absent while it is.")
            .table()
            .label("slot_name")
            .label("slot_type")
            .label("wal_status")
            .gauge(P + "wal_status", "has_status", "Always 1; the label tells whether the slot's WAL is still there.")
            .table()
            .label("slot_name")
            .label("slot_type")
            .label("invalidation_reason")
            .since(17)
            .gauge(OURS + "invalid", "is_invalid", "1 for a slot that can't be used any more; the label tells why.")
            .build();

    private ReplicationSlots() {}
}
