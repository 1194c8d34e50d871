package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatActivityIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_database_has_a_row_for_every_state(int version) {
        try (Scraping scraping = Scraping.of(PostgresServer.start(version))) {
            Page page = scraping.scrape();
            for (String state : List.of(
                    "active",
                    "idle",
                    "idle in transaction",
                    "idle in transaction (aborted)",
                    "fastpath function call",
                    "disabled")) {
                assertThat(page.value("pg_stat_activity_count", "datname", "template1", "state", state))
                        .isZero();
                assertThat(page.value("pg_stat_activity_max_tx_duration", "datname", "template1", "state", state))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessions_are_counted_and_their_oldest_transaction_is_timed(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Connection first = server.connect("app");
                Connection second = server.connect("app");
                Connection idle = server.connect("idler");
                Statement one = first.createStatement();
                Statement two = second.createStatement();
                Scraping scraping = Scraping.of(server)) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            one.execute("SELECT pg_sleep(0.3)");
            two.execute("SELECT 1");
            double atLeast = server.number("SELECT extract(epoch FROM clock_timestamp() - min(xact_start))"
                    + " FROM pg_stat_activity WHERE application_name = 'app'");
            Page page = scraping.scrape();
            String[] labels = {
                "datname", "postgres", "state", "idle in transaction", "usename", "postgres", "application_name", "app"
            };
            assertThat(page.value("pg_stat_activity_count", labels)).isEqualTo(2);
            assertThat(page.value("pg_stat_activity_max_tx_duration", labels))
                    .isGreaterThanOrEqualTo(atLeast)
                    .isLessThan(atLeast + 10);
            assertThat(page.value("pg_stat_activity_count", "application_name", "idler"))
                    .isEqualTo(1);
            assertThat(idle.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void our_own_session_is_not_counted(int version) {
        // Under a name of its own: sessions of other tests may not have ended yet.
        PgSettings settings = Scraping.settings(PostgresServer.start(version))
                .parameter("ApplicationName", "only-this-one")
                .build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, List.of(StatActivity.QUERY)))) {
            Page page = scraping.scrape();
            assertThat(page.value("pg_up")).isEqualTo(1);
            assertThat(page.all("pg_stat_activity_count"))
                    .isNotEmpty()
                    .noneMatch(sample -> "only-this-one".equals(sample.labels().get("application_name")));
        }
    }
}
