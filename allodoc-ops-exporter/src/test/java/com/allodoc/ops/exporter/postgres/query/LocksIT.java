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

class LocksIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void locks_held_and_awaited_are_counted_by_mode(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        server.execute("CREATE DATABASE unlocked", "CREATE TABLE locked (id int)");
        try (Connection holder = server.connect("holder");
                Statement hold = holder.createStatement();
                Connection waiter = server.connect("waiter");
                Statement wait = waiter.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("LOCK TABLE locked IN EXCLUSIVE MODE");
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> Sql.run(wait, "BEGIN; LOCK TABLE locked; COMMIT"));
            Await.until(() -> Scraping.page(server, Locks.QUERY)
                            .value(
                                    "allodoc_postgres_locks_waiting",
                                    "datname",
                                    "postgres",
                                    "mode",
                                    "accessexclusivelock")
                    == 1);
            Page page = Scraping.page(server, Locks.QUERY);
            assertThat(page.value("pg_locks_count", "datname", "postgres", "mode", "exclusivelock"))
                    .isEqualTo(1);
            assertThat(page.value("pg_locks_count", "datname", "postgres", "mode", "accessexclusivelock"))
                    .isEqualTo(1);
            assertThat(page.all("pg_locks_count").stream()
                            .filter(sample -> "unlocked".equals(sample.labels().get("datname"))))
                    .hasSize(9)
                    .allMatch(sample -> sample.value() == 0);
            holder.rollback();
            waiting.join();
        } finally {
            server.execute("DROP TABLE locked", "DROP DATABASE unlocked");
        }
    }
}
