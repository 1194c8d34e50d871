package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatActivityAutovacuumIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @Test
    void a_table_that_autovacuum_works_on_has_its_beginning() throws Exception {
        Map<String, String> eager = Map.of(
                "autovacuum_naptime",
                "1s",
                "autovacuum_vacuum_cost_delay",
                "100ms",
                "autovacuum_vacuum_cost_limit",
                "1");
        try (PostgresServer server = PostgresServer.startAlone(17, eager)) {
            server.execute(
                    "CREATE SCHEMA \"of.dots\"", "CREATE TABLE \"vac uumed\" AS SELECT generate_series(1, 20000) g");
            server.execute("DELETE FROM \"vac uumed\"");
            Await.until(
                    Duration.ofSeconds(60),
                    () -> Scraping.page(server, StatActivityAutovacuum.QUERY)
                            .find("pg_stat_activity_autovacuum_timestamp_seconds", "relname", "vac uumed")
                            .isPresent());
            assertThat(Scraping.page(server, StatProgressVacuum.QUERY).all("pg_stat_progress_vacuum_heap_blks"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void where_none_runs_there_is_nothing(int version) {
        Page page = Scraping.page(EquippedServer.start(version), StatActivityAutovacuum.QUERY);
        assertThat(page.all("pg_stat_activity_autovacuum_timestamp_seconds")).isEmpty();
        assertThat(page.value("pg_scrape_collector_success", "collector", "stat_activity_autovacuum"))
                .isEqualTo(1);
    }
}
