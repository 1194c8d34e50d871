package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real pair: what the primary says of its standby, and the standby of itself. */
class ReplicationIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static final String[] RECEIVER = {
        "application_name", ReplicationPair.STANDBY_NAME, "client_addr", "127.0.0.1", "slot_name", ReplicationPair.SLOT
    };

    @ParameterizedTest
    @MethodSource("versions")
    void a_primary_is_no_replica_and_replays_nothing(int version) {
        Page page = Scraping.page(PostgresServer.start(version), Replication.QUERY);
        assertThat(page.value("pg_replication_is_replica")).isZero();
        assertThat(page.value("pg_replication_lag_seconds")).isZero();
        assertThat(page.find("pg_replication_last_replay_seconds")).isEmpty();
        assertThat(page.find("allodoc_postgres_replay_behind_bytes")).isEmpty();
        assertThat(page.find("allodoc_postgres_replay_paused")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void a_standby_that_pauses_falls_behind(int version) throws Exception {
        try (ReplicationPair pair = ReplicationPair.start(version)) {
            PostgresServer primary = pair.primary();
            primary.execute("CREATE TABLE replicated (id int)");
            Await.until(() -> pair.standby(Replication.QUERY)
                    .find("pg_replication_last_replay_seconds")
                    .isPresent());
            theStandbyKnowsItself(pair);
            thePrimaryKnowsItsStandby(pair);
            everyCollectorRunsOnAStandby(pair);

            pair.onStandby("SELECT pg_wal_replay_pause()");
            primary.execute("INSERT INTO replicated SELECT generate_series(1, 1000)");
            Await.until(() -> pair.standby(Replication.QUERY)
                            .find("allodoc_postgres_replay_behind_bytes")
                            .orElse(0)
                    > 10_000);
            Page behind = pair.standby(Replication.QUERY);
            assertThat(behind.value("allodoc_postgres_replay_paused")).isEqualTo(1);
            assertThat(behind.value("pg_replication_lag_seconds")).isPositive();
            Await.until(() -> Scraping.page(primary, StatReplication.QUERY)
                            .find("pg_stat_replication_pg_wal_lsn_diff", RECEIVER)
                            .orElse(0)
                    > 10_000);
            Await.until(() -> Scraping.page(primary, StatReplication.QUERY)
                    .find("allodoc_postgres_replication_flush_lag_seconds", RECEIVER)
                    .isPresent());
        }
    }

    private static void theStandbyKnowsItself(ReplicationPair pair) throws Exception {
        Await.until(() -> pair.standby(StatWalReceiver.QUERY).names().contains("pg_stat_wal_receiver_latest_end_time"));
        Page page = pair.standby(Replication.QUERY, StatWalReceiver.QUERY);
        assertThat(page.value("pg_replication_is_replica")).isEqualTo(1);
        assertThat(page.value("allodoc_postgres_replay_paused")).isZero();
        String[] labels = {"upstream_host", "127.0.0.1", "slot_name", ReplicationPair.SLOT, "status", "streaming"};
        for (String metric : List.of(
                "receive_start_lsn",
                "receive_start_tli",
                "flushed_lsn",
                "received_tli",
                "last_msg_send_time",
                "last_msg_receipt_time",
                "latest_end_lsn",
                "latest_end_time")) {
            assertThat(page.value("pg_stat_wal_receiver_" + metric, labels))
                    .as(metric)
                    .isPositive();
        }
        assertThat(page.value("pg_stat_wal_receiver_upstream_node", labels)).isEqualTo(7);
    }

    private static void thePrimaryKnowsItsStandby(ReplicationPair pair) {
        Page page = Scraping.page(
                pair.primary(), StatReplication.QUERY, ReplicationSlots.QUERY, ReplicationSlotAliases.QUERY);
        assertThat(page.value("pg_stat_replication_pg_current_wal_lsn_bytes", RECEIVER))
                .isPositive();
        assertThat(page.value("pg_stat_replication_pg_wal_lsn_diff", RECEIVER)).isNotNegative();
        assertThat(page.value("allodoc_postgres_replication_unsent_bytes", RECEIVER))
                .isNotNegative();
        assertThat(page.value("allodoc_postgres_replication_synchronous", RECEIVER))
                .isZero();
        String[] slot = {"slot_name", ReplicationPair.SLOT};
        assertThat(page.value("pg_replication_slots_active", slot)).isEqualTo(1);
        assertThat(page.value("pg_replication_slots_slot_is_active", slot)).isEqualTo(1);
        assertThat(page.value("pg_replication_slot_slot_is_active", slot)).isEqualTo(1);
        assertThat(page.value("pg_replication_slots_wal_status", "wal_status", "reserved"))
                .isEqualTo(1);
        Page byProcess = Scraping.page(pair.primary(), StatReplicationPid.QUERY);
        assertThat(byProcess.all("pg_stat_replication_pg_wal_lsn_diff"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels().get("pid")).containsOnlyDigits());
    }

    private static void everyCollectorRunsOnAStandby(ReplicationPair pair) {
        Page page = pair.standbyWithAll();
        assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
        assertThat(page.value("allodoc_postgres_sequences", "datname", "postgres"))
                .isNotNegative();
    }
}
