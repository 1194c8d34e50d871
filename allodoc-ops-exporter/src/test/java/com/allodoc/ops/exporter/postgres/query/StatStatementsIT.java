package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Page;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatStatementsIT {

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_costly_statement_is_named_and_the_cheap_ones_are_together(int version) {
        PostgresServer server = EquippedServer.start(version);
        server.execute("CREATE TABLE costly AS SELECT g FROM generate_series(1, 5000) g");
        StatStatements statements = new StatStatements();
        try (Scraping scraping = Scraping.of(server, statements, new StatementTexts(statements))) {
            server.execute("SELECT pg_stat_statements_reset()");
            server.execute("SELECT count(*) FROM costly a, costly b WHERE a.g < 300 /* of nobody */");
            for (int i = 0; i < 120; i++) {
                server.execute("SELECT " + "1,".repeat(i) + " 1");
            }
            Page page = scraping.scrape();
            String queryid = server.query("SELECT queryid FROM pg_stat_statements WHERE query LIKE '%costly a%'")
                    .get(0);
            String[] labels = {"user", "postgres", "datname", "postgres", "queryid", queryid};
            assertThat(page.value("pg_stat_statements_calls_total", labels)).isEqualTo(1);
            assertThat(page.value("pg_stat_statements_rows_total", labels)).isEqualTo(1);
            assertThat(page.value("pg_stat_statements_seconds_total", labels)).isPositive();
            assertThat(page.value("allodoc_postgres_statement_blocks_hit_total", labels))
                    .isPositive();
            assertThat(page.find("pg_stat_statements_block_read_seconds_total", labels))
                    .isPresent();
            assertThat(page.value("allodoc_postgres_statements_other_calls_total", "datname", "postgres"))
                    .isPositive();
            assertThat(page.value("allodoc_postgres_statements_tracked")).isGreaterThan(120);
            assertThat(page.all("pg_stat_statements_calls_total").size()).isLessThan(121);
            assertThat(page.all("pg_stat_statements_query_id"))
                    .filteredOn(sample -> queryid.equals(sample.labels().get("queryid")))
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.labels())
                            .containsEntry("query", "SELECT count(*) FROM costly a, costly b WHERE a.g < $1"));
        } finally {
            server.execute("DROP TABLE costly");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void without_the_extension_it_is_skipped_with_what_would_mend_it(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        Page page = Scraping.page(server, new StatStatements());
        assertThat(page.value("allodoc_collector_skipped", "collector", "stat_statements"))
                .isEqualTo(1);
    }

    @Test
    void an_extension_whose_library_is_not_loaded_is_skipped() {
        PostgresServer server = PostgresServer.start(18);
        server.execute(
                "CREATE SCHEMA \"else\"\"where\"", "CREATE EXTENSION pg_stat_statements SCHEMA \"else\"\"where\"");
        try {
            Page page = Scraping.page(server, new StatStatements());
            assertThat(page.value("allodoc_collector_skipped", "collector", "stat_statements"))
                    .isEqualTo(1);
            assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
        } finally {
            server.execute("DROP SCHEMA \"else\"\"where\" CASCADE");
        }
    }

    @Test
    void an_extension_older_than_its_server_is_read_as_it_is() {
        PostgresServer server = EquippedServer.start(18);
        server.execute("CREATE DATABASE upgraded");
        PgSettings settings = Scraping.settings(server).database("upgraded").build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, List.of(new StatStatements())))) {
            Sql.in(server, "upgraded", "CREATE EXTENSION pg_stat_statements VERSION '1.10'");
            Page page = scraping.scrape();
            assertThat(page.value("pg_scrape_collector_success", "collector", "stat_statements"))
                    .isEqualTo(1);
            assertThat(page.all("pg_stat_statements_block_read_seconds_total")).isNotEmpty();
        } finally {
            server.execute("DROP DATABASE upgraded WITH (FORCE)");
        }
    }

    @Test
    void what_is_left_only_grows_when_a_statement_comes_in() {
        PostgresServer server = EquippedServer.start(17);
        try (Scraping scraping = Scraping.of(server, new StatStatements().every(Duration.ZERO))) {
            server.execute("SELECT pg_stat_statements_reset()");
            double before = 0;
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 60; i++) {
                    String sql = "SELECT " + "1,".repeat(i) + " 1";
                    for (int times = 0; times < (i == round * 10 ? 50 : 1); times++) {
                        server.execute(sql);
                    }
                }
                double rest =
                        scraping.scrape().value("allodoc_postgres_statements_other_calls_total", "datname", "postgres");
                assertThat(rest).isGreaterThanOrEqualTo(before);
                before = rest;
            }
            server.execute("SELECT pg_stat_statements_reset()");
            assertThat(scraping.scrape().value("allodoc_postgres_statements_other_calls_total", "datname", "postgres"))
                    .isGreaterThanOrEqualTo(before);
        }
    }
}
