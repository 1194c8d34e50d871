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

class StatProgressCreateIndexIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_build_that_waits_for_a_writer_shows_it(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE written_to (id int)");
        try (Connection writer = server.connect("writer");
                Statement write = writer.createStatement();
                Connection connection = server.connect("build");
                Statement statement = connection.createStatement()) {
            writer.setAutoCommit(false);
            write.execute("INSERT INTO written_to VALUES (1)");
            CompletableFuture<Void> running = CompletableFuture.runAsync(
                    () -> Sql.run(statement, "CREATE INDEX CONCURRENTLY written_index ON written_to (id)"));
            Await.until(() -> Scraping.page(server, StatProgressCreateIndex.QUERY)
                            .find("allodoc_postgres_create_index_lockers", "relname", "written_to")
                            .orElse(0)
                    > 0);
            Page page = Scraping.page(server, StatProgressCreateIndex.QUERY, Indexes.QUERY);
            assertThat(page.value("allodoc_postgres_create_index_phase", "command", "CREATE INDEX CONCURRENTLY"))
                    .isEqualTo(1);
            assertThat(page.value("allodoc_postgres_create_index_lockers_done", "relname", "written_to"))
                    .isZero();
            assertThat(page.value("allodoc_postgres_indexes_invalid"))
                    .as("it is being built")
                    .isZero();
            writer.commit();
            running.join();
        } finally {
            server.execute("DROP TABLE written_to");
        }
    }
}
