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

class BlockingIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    private static final String[] HERE = {"datname", "postgres"};

    @ParameterizedTest
    @MethodSource("versions")
    void a_queue_of_three_has_one_head_and_two_that_wait(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        server.execute("CREATE TABLE contended (id int)");
        try (Connection first = server.connect("first");
                Statement head = first.createStatement();
                Connection second = server.connect("second");
                Statement middle = second.createStatement();
                Connection third = server.connect("third");
                Statement tail = third.createStatement()) {
            first.setAutoCommit(false);
            head.execute("LOCK TABLE contended IN ACCESS SHARE MODE");
            CompletableFuture<Void> two =
                    CompletableFuture.runAsync(() -> Sql.run(middle, "BEGIN; LOCK TABLE contended; COMMIT"));
            Await.until(() -> blocked(server) == 1);
            CompletableFuture<Void> three =
                    CompletableFuture.runAsync(() -> Sql.run(tail, "SELECT count(*) FROM contended"));
            Await.until(() -> blocked(server) == 2);
            Page page = Scraping.page(server, Blocking.QUERY);
            assertThat(page.value("allodoc_postgres_blocking_sessions", HERE)).isEqualTo(1);
            double waited = page.value("allodoc_postgres_blocked_oldest_seconds", HERE);
            assertThat(waited).isNotNegative();
            assertThat(page.value("allodoc_postgres_blocking_oldest_seconds", HERE))
                    .isGreaterThan(waited);
            first.rollback();
            CompletableFuture.allOf(two, three).join();
        } finally {
            server.execute("DROP TABLE contended");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void where_nobody_waits_there_are_zeros_and_no_ages(int version) {
        PostgresServer server = PostgresServer.start(version);
        Page page = Scraping.page(server, Blocking.QUERY);
        assertThat(page.value("allodoc_postgres_blocked_sessions", "datname", "template1"))
                .isZero();
        assertThat(page.value("allodoc_postgres_blocking_sessions", "datname", "template1"))
                .isZero();
        assertThat(page.find("allodoc_postgres_blocked_oldest_seconds", "datname", "template1"))
                .isEmpty();
        assertThat(page.find("allodoc_postgres_blocking_oldest_seconds", "datname", "template1"))
                .isEmpty();
    }

    private static double blocked(PostgresServer server) {
        return Scraping.page(server, Blocking.QUERY).value("allodoc_postgres_blocked_sessions", HERE);
    }
}
