package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many tables: how long we take for them, how long postgres_exporter and psql take for the same query. Reports, and
 * asserts nothing that a busy machine could upset.
 */
@Tag("endurance")
class PeerTablesIT {
    private static final Path PSQL = Path.of("/usr/bin/psql");

    private static final Collector<PgSession> TABLES = PgQueries.standard().stream()
            .filter(collector -> collector.name().equals("stat_user_tables"))
            .findFirst()
            .orElseThrow();

    private static final String MAKE = """
            DO $$ BEGIN FOR i IN 1..%d LOOP
                EXECUTE format('CREATE TABLE t_%%s (%s)', i);
                IF i %% 100 = 0 THEN COMMIT; END IF;
            END LOOP; END $$
            """;

    @Test
    void five_thousand_tables_take_this_part_of_the_peers_time_and_of_psqls(
            TestReporter reporter, @TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(PSQL), PSQL + " is missing: apt install postgresql-client-15");
        String sql = ((PgQuery) TABLES).sql(15).orElseThrow().replaceAll("\\s+", " ");
        Path queries = directory.resolve("queries.yaml");
        Files.writeString(queries, resource("/postgres/peer_tables.yaml").replace("SQL", sql));
        List<String> onlyThese =
                List.of("--disable-default-metrics", "--disable-settings-metrics", "--extend.query-path=" + queries);
        try (PostgresServer server = PostgresServer.startAlone(15, Map.of())) {
            server.execute(MAKE.formatted(5_000, "id int PRIMARY KEY, t text"), "ANALYZE");
            try (PeerExporter peer = PeerExporter.start(server, onlyThese);
                    Scraping scraping = Scraping.of(server, TABLES)) {
                double ours = median(40, scraping::scrape);
                double theirs = median(20, peer::text);
                double psql = median(20, () -> psql(server, sql));
                reporter.publishEntry(Map.of(
                        "ours_median_ms", Double.toString(ours),
                        "peer_median_ms", Double.toString(theirs),
                        "psql_median_ms", Double.toString(psql),
                        "of_the_peers", Double.toString(ours / theirs),
                        "of_psqls", Double.toString(ours / psql)));
                assertThat(scraping.scrape().all("pg_stat_user_tables_n_live_tup"))
                        .hasSize(5_000);
            }
        }
    }

    @Test
    void fifty_thousand_tables_all_come_before_the_deadline(TestReporter reporter) throws Exception {
        try (PostgresServer server = PostgresServer.startAlone(18, Map.of("autovacuum", "off"))) {
            server.execute(MAKE.formatted(50_000, "id int"));
            try (Scraping scraping =
                    Scraping.of(PgTarget.of(Scraping.settings(server).build(), Scraping.defaults()))) {
                Page page = scraping.scrape();
                assertThat(page.all("pg_stat_user_tables_n_live_tup")).hasSize(50_000);
                assertThat(page.all("pg_stat_user_tables_table_size_bytes")).hasSize(50_000);
                assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
                reporter.publishEntry(
                        "scrape_seconds", Double.toString(page.value("pg_exporter_last_scrape_duration_seconds")));
            }
        }
    }

    private static double median(int rounds, Callable<?> work) throws Exception {
        double[] millis = new double[rounds];
        for (int i = 0; i < 2 * rounds; i++) {
            long start = System.nanoTime();
            work.call();
            millis[i % rounds] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[rounds / 2];
    }

    private static int psql(PostgresServer server, String sql) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        PSQL.toString(), "-h127.0.0.1", "-p" + server.port(), "-Upostgres", "-dpostgres", "-Atc", sql)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String resource(String name) throws IOException {
        try (var file = Objects.requireNonNull(PeerTablesIT.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
