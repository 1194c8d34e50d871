package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.sample.Family;

/** What is counted of every statement, in the order of the columns that are asked for. Those with a rank choose. */
@SuppressWarnings("ImmutableEnumChecker") // Family is immutable, which Error Prone can't know of a record with a list.
enum StatementMeasure {
    SECONDS("pg_stat_statements_seconds_total", "seconds_total", "Seconds spent executing"),
    CALLS("pg_stat_statements_calls_total", "calls_total", "Executions of"),
    ROWS("pg_stat_statements_rows_total", "rows_total", "Rows returned or affected by"),
    BLOCKS_READ("allodoc_postgres_statement_blocks_read_total", "blocks_read_total", "Blocks of tables read by"),
    TEMP_BLOCKS(
            "allodoc_postgres_statement_temp_blocks_written_total", "temp_blocks_written_total", "Blocks spilled by"),
    WAL_BYTES("allodoc_postgres_statement_wal_bytes_total", "wal_bytes_total", "Bytes of WAL written by"),
    BLOCKS_HIT("allodoc_postgres_statement_blocks_hit_total", "blocks_hit_total", "Blocks found in the cache by"),
    READ_SECONDS(
            "pg_stat_statements_block_read_seconds_total",
            "block_read_seconds_total",
            "Seconds spent reading blocks by"),
    WRITE_SECONDS(
            "pg_stat_statements_block_write_seconds_total",
            "block_write_seconds_total",
            "Seconds spent writing blocks by");

    /** The first so many choose which statements are named. */
    static final int RANKED = 6;

    private final Family named;
    private final Family rest;

    StatementMeasure(String metric, String suffix, String help) {
        this.named = Family.counter(metric, help + " the statement.", "user", "datname", "queryid");
        this.rest = Family.counter(
                "allodoc_postgres_statements_other_" + suffix,
                help + " statements while they were not among those named.",
                "datname");
    }

    /** Of a statement that is named. */
    Family named() {
        return named;
    }

    /** Of all others of a database together. */
    Family rest() {
        return rest;
    }
}
