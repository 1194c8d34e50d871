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

class StatProgressVacuumIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_vacuum_that_runs_shows_its_phase_and_how_far_it_is(int version) throws Exception {
        PostgresServer server = EquippedServer.start(version);
        server.execute(
                "CREATE TABLE \"slow \"\"one\" AS SELECT g FROM generate_series(1, 20000) g",
                "DELETE FROM \"slow \"\"one\" WHERE g % 2 = 0");
        String[] labels = {"datname", "postgres", "relname", "\"slow \"\"one\""};
        try (Connection connection = server.connect("vacuum");
                Statement statement = connection.createStatement()) {
            statement.execute("SET vacuum_cost_delay = 100");
            statement.execute("SET vacuum_cost_limit = 1");
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(() -> Sql.ignoreEnd(statement, "VACUUM \"slow \"\"one\""));
            Await.until(() -> Scraping.page(server, StatProgressVacuum.QUERY)
                            .find("pg_stat_progress_vacuum_heap_blks_scanned", labels)
                            .orElse(0)
                    > 0);
            Page page = Scraping.page(server, StatProgressVacuum.QUERY);
            assertThat(page.value("pg_stat_progress_vacuum_heap_blks", labels))
                    .isEqualTo(server.number("SELECT pg_relation_size('\"slow \"\"one\"') / 8192"));
            List<Page.Sample> phases = page.all("pg_stat_progress_vacuum_phase");
            assertThat(phases).hasSize(7);
            assertThat(phases.stream().filter(phase -> phase.value() == 1))
                    .singleElement()
                    .satisfies(phase -> assertThat(phase.labels()).containsEntry("phase", "scanning heap"));
            assertThat(page.value("pg_stat_progress_vacuum_num_dead_tuples", labels))
                    .isNotNegative();
            assertThat(page.names().contains("pg_stat_progress_vacuum_max_dead_tuples"))
                    .isEqualTo(version < 17);
            assertThat(page.names().contains("allodoc_postgres_vacuum_max_dead_tuple_bytes"))
                    .isEqualTo(version >= 17);
            statement.cancel();
            running.join();
        } finally {
            server.execute("DROP TABLE \"slow \"\"one\"");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void without_a_vacuum_there_is_nothing(int version) {
        Page page = Scraping.page(EquippedServer.start(version), StatProgressVacuum.QUERY);
        assertThat(page.names()).noneMatch(name -> name.startsWith("pg_stat_progress_"));
        assertThat(page.value("pg_scrape_collector_success", "collector", "stat_progress_vacuum"))
                .isEqualTo(1);
    }
}
