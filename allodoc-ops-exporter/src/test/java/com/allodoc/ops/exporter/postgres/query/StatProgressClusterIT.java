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

class StatProgressClusterIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_vacuum_full_that_rebuilds_an_index_shows_it(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute(
                "CREATE TABLE rewritten AS SELECT g FROM generate_series(1, 500) g",
                "CREATE FUNCTION held_up(i int) RETURNS int IMMUTABLE LANGUAGE sql AS"
                        + " 'SELECT CASE WHEN pg_advisory_xact_lock_shared(4711) IS NULL THEN i ELSE i END'",
                "CREATE INDEX rewritten_index ON rewritten (held_up(g))");
        try (Connection holder = server.connect("holder");
                Statement lock = holder.createStatement();
                Connection connection = server.connect("full");
                Statement statement = connection.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(4711)");
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(() -> Sql.ignoreEnd(statement, "VACUUM FULL rewritten"));
            Await.until(() -> Scraping.page(server, StatProgressCluster.QUERY)
                    .find("allodoc_postgres_cluster_phase", "command", "VACUUM FULL", "phase", "rebuilding index")
                    .isPresent());
            Page page = Scraping.page(server, StatProgressCluster.QUERY);
            assertThat(page.value("allodoc_postgres_cluster_heap_tuples_written", "datname", "postgres"))
                    .isEqualTo(500);
            statement.cancel();
            running.join();
        } finally {
            server.execute("DROP TABLE rewritten", "DROP FUNCTION held_up");
        }
    }
}
