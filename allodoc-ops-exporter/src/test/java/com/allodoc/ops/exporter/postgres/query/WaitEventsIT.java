package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitEventsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_sleeper_waits_for_a_timeout(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        try (Connection connection = server.connect("sleeper");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> sleeping =
                    CompletableFuture.runAsync(() -> Sql.ignoreEnd(statement, "SELECT pg_sleep(600)"));
            Await.until(() -> Scraping.page(server, WaitEvents.QUERY)
                    .find("allodoc_postgres_wait_event_sessions", "wait_event", "PgSleep")
                    .isPresent());
            Page page = Scraping.page(server, WaitEvents.QUERY);
            assertThat(page.value("allodoc_postgres_wait_sessions", "wait_event_type", "Timeout"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_wait_sessions", "wait_event_type", "Lock"))
                    .isZero();
            statement.cancel();
            sleeping.join();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void kinds_that_nobody_waits_for_are_zeros(int version) {
        Page page = Scraping.page(PostgresServer.start(version), WaitEvents.QUERY);
        assertThat(page.all("allodoc_postgres_wait_sessions")).hasSizeGreaterThanOrEqualTo(9);
    }
}
