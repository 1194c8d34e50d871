package com.allodoc.ops.exporter.postgres.query;

import static com.allodoc.ops.exporter.postgres.PgScope.SERVER;

import com.allodoc.ops.exporter.postgres.PgQuery;

/** What logical decoding did not fit into memory, per slot. Source: pg_stat_replication_slots. */
final class StatReplicationSlots {
    private static final String P = "allodoc_postgres_logical_decoding_";

    static final PgQuery QUERY = PgQuery.named("stat_replication_slots")
            .scope(SERVER)
            .since(14)
            .sql("""
                 SELECT slot_name, spill_txns, spill_bytes, stream_txns, stream_bytes, total_txns, total_bytes
                 FROM pg_stat_replication_slots
                 """)
            .label("slot_name")
            .counter(P + "transactions_total", "total_txns", "Transactions decoded for the slot.")
            .counter(P + "bytes_total", "total_bytes", "Bytes of transactions decoded for the slot.")
            .counter(P + "spilled_transactions_total", "spill_txns", "Transactions that were spilled to disk.")
            .counter(P + "spilled_bytes_total", "spill_bytes", "Bytes of transactions that were spilled to disk.")
            .counter(P + "streamed_transactions_total", "stream_txns", "Transactions sent while still in progress.")
            .counter(P + "streamed_bytes_total", "stream_bytes", "Bytes of transactions sent while in progress.")
            .build();

    private StatReplicationSlots() {}
}
