package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/**
 * The process that receives WAL on a standby. Positions are taken modulo 2^52, as the peer does. A receiver without a
 * slot has an empty label, where the peer drops it. Source: pg_stat_wal_receiver.
 */
final class StatWalReceiver {
    private static final String P = "pg_stat_wal_receiver_";

    static final PgQuery QUERY = PgQuery.named("stat_wal_receiver")
            .scope(SERVER)
            .optional()
            .sql("""
                 SELECT coalesce(trim(BOTH '''' FROM substring(conninfo FROM 'host=([^ ]*)')), sender_host)
                            AS upstream_host,
                        slot_name,
                        status,
                        (receive_start_lsn - '0/0') % (2 ^ 52)::bigint AS receive_start_lsn,
                        receive_start_tli,
                        (flushed_lsn - '0/0') % (2 ^ 52)::bigint AS flushed_lsn,
                        received_tli,
                        date_part('epoch', last_msg_send_time) AS last_msg_send_time,
                        date_part('epoch', last_msg_receipt_time) AS last_msg_receipt_time,
                        (latest_end_lsn - '0/0') % (2 ^ 52)::bigint AS latest_end_lsn,
                        date_part('epoch', latest_end_time) AS latest_end_time,
                        substring(slot_name FROM 'repmgr_slot_([0-9]*)') AS upstream_node
                 FROM pg_stat_wal_receiver
                 """)
            .label("upstream_host")
            .label("slot_name")
            .label("status")
            .counter(P + "receive_start_lsn", "receive_start_lsn", "Position of the WAL at which receiving began.")
            .gauge(P + "receive_start_tli", "receive_start_tli", "Timeline at which receiving began.")
            .counter(P + "flushed_lsn", "flushed_lsn", "Position up to which WAL is received and on disk.")
            .gauge(P + "received_tli", "received_tli", "Timeline of the last WAL received.")
            .counter(
                    P + "last_msg_send_time",
                    "last_msg_send_time",
                    "When the sender sent its last message, in seconds since 1970.")
            .counter(
                    P + "last_msg_receipt_time",
                    "last_msg_receipt_time",
                    "When the last message arrived, in seconds since 1970.")
            .counter(P + "latest_end_lsn", "latest_end_lsn", "Last position of the WAL reported to the sender.")
            .counter(P + "latest_end_time", "latest_end_time", "When it was reported, in seconds since 1970.")
            .gauge(P + "upstream_node", "upstream_node", "Number of the sender in repmgr, from the slot's name.")
            .build();

    private StatWalReceiver() {}
}
