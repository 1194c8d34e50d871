package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logical replication from one database of a server to another. */
class StatSubscriptionIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_subscription_that_runs_and_one_that_does_not(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE DATABASE subscriber");
        server.execute("CREATE TABLE published (id int PRIMARY KEY)", "CREATE PUBLICATION pub FOR TABLE published");
        server.execute("SELECT pg_create_logical_replication_slot('sub', 'pgoutput')");
        String connection = "'host=127.0.0.1 port=" + server.port() + " user=postgres dbname=postgres'";
        try {
            Sql.in(
                    server,
                    "subscriber",
                    "CREATE TABLE published (id int PRIMARY KEY)",
                    "CREATE SUBSCRIPTION sub CONNECTION " + connection
                            + " PUBLICATION pub WITH (create_slot = false, slot_name = 'sub', copy_data = false)",
                    "CREATE SUBSCRIPTION off CONNECTION " + connection + " PUBLICATION pub WITH (connect = false)");
            String[] labels = {"datname", "subscriber", "subname", "sub"};
            Await.until(() -> Scraping.page(server, StatSubscription.QUERY)
                    .find("allodoc_postgres_subscription_received_bytes", labels)
                    .isPresent());
            Page page = Scraping.page(server, StatSubscription.QUERY, StatSubscriptionStats.QUERY);
            assertThat(page.value("allodoc_postgres_subscription_enabled", labels))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_subscription_apply_workers", labels))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_subscription_received_bytes", labels))
                    .isPositive();
            assertThat(page.value("allodoc_postgres_subscription_last_message_received_timestamp_seconds", labels))
                    .isPositive();
            assertThat(page.value("allodoc_postgres_subscription_apply_errors_total", labels))
                    .isZero();
            assertThat(page.names().contains("allodoc_postgres_subscription_conflicts_total"))
                    .isEqualTo(version >= 18);
            assertThat(page.value("allodoc_postgres_subscription_enabled", "subname", "off"))
                    .isZero();
            assertThat(page.value("allodoc_postgres_subscription_apply_workers", "subname", "off"))
                    .isZero();
            assertThat(page.find("allodoc_postgres_subscription_received_bytes", "subname", "off"))
                    .isEmpty();
        } finally {
            Sql.in(
                    server,
                    "subscriber",
                    "ALTER SUBSCRIPTION sub DISABLE",
                    "ALTER SUBSCRIPTION sub SET (slot_name = NONE)",
                    "DROP SUBSCRIPTION sub",
                    "ALTER SUBSCRIPTION off SET (slot_name = NONE)",
                    "DROP SUBSCRIPTION off");
            Await.until(() -> server.number("SELECT count(*) FROM pg_replication_slots WHERE active") == 0);
            server.execute("SELECT pg_drop_replication_slot('sub')");
            server.execute("DROP TABLE published", "DROP PUBLICATION pub", "DROP DATABASE subscriber WITH (FORCE)");
        }
    }
}
