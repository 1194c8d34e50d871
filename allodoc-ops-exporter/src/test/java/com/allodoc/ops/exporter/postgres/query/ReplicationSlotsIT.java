package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicationSlotsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_slot_that_nobody_reads_keeps_wal_and_says_so(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("SELECT pg_create_physical_replication_slot('unread', true)");
        server.execute("SELECT pg_create_logical_replication_slot('decoded', 'pgoutput')");
        server.execute("CREATE TABLE kept_back AS SELECT generate_series(1, 1000)", "DROP TABLE kept_back");
        try {
            Page page = Scraping.page(server, ReplicationSlots.QUERY, StatReplicationSlots.QUERY);
            assertThat(page.value("pg_replication_slots_active", "slot_name", "unread", "database", ""))
                    .isZero();
            assertThat(page.value("pg_replication_slots_active", "slot_name", "decoded", "database", "postgres"))
                    .isZero();
            assertThat(page.value("pg_replication_slots_pg_wal_lsn_diff", "slot_name", "unread"))
                    .isGreaterThan(10_000);
            String[] logical = {"slot_name", "decoded", "slot_type", "logical"};
            assertThat(page.value("pg_replication_slots_slot_current_wal_lsn", logical))
                    .isPositive();
            assertThat(page.value("allodoc_postgres_replication_slot_catalog_xmin_age", logical))
                    .isPositive();
            assertThat(page.value("pg_replication_slots_wal_status", "slot_name", "decoded", "wal_status", "reserved"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_logical_decoding_transactions_total", "slot_name", "decoded"))
                    .isZero();
            assertThat(page.find("allodoc_postgres_replication_slot_inactive_since_timestamp_seconds", logical)
                            .isPresent())
                    .isEqualTo(version >= 17);
        } finally {
            server.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_is_null_is_absent(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("SELECT pg_create_physical_replication_slot('never_used')");
        try {
            Page page = Scraping.page(server, ReplicationSlots.QUERY);
            assertThat(page.value("pg_replication_slots_slot_is_active", "slot_name", "never_used"))
                    .isZero();
            for (String metric : List.of(
                    "pg_replication_slots_pg_wal_lsn_diff",
                    "pg_replication_slots_slot_confirmed_flush_lsn",
                    "pg_replication_slots_safe_wal_size_bytes",
                    "pg_replication_slots_wal_status",
                    "allodoc_postgres_replication_slot_xmin_age",
                    "allodoc_postgres_replication_slot_invalid")) {
                assertThat(page.find(metric, "slot_name", "never_used"))
                        .as(metric)
                        .isEmpty();
            }
        } finally {
            server.execute("SELECT pg_drop_replication_slot('never_used')");
        }
    }
}
