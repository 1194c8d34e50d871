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

class StatProgressAnalyzeIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void an_analyze_that_runs_shows_its_phase(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE sampled AS SELECT g FROM generate_series(1, 20000) g");
        try (Connection connection = server.connect("analyze");
                Statement statement = connection.createStatement()) {
            statement.execute("SET vacuum_cost_delay = 100");
            statement.execute("SET vacuum_cost_limit = 1");
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(() -> Sql.ignoreEnd(statement, "ANALYZE sampled"));
            Await.until(() -> Scraping.page(server, StatProgressAnalyze.QUERY)
                            .find("allodoc_postgres_analyze_sample_blocks", "datname", "postgres", "relname", "sampled")
                            .orElse(0)
                    > 0);
            Page page = Scraping.page(server, StatProgressAnalyze.QUERY);
            assertThat(page.value("allodoc_postgres_analyze_phase", "phase", "acquiring sample rows"))
                    .isEqualTo(1);
            statement.cancel();
            running.join();
        } finally {
            server.execute("DROP TABLE sampled");
        }
    }
}
