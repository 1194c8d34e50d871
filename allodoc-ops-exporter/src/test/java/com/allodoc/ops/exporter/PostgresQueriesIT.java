package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.Problem;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Custom queries from a file to the page, good and hostile ones, with one of our own collectors before them. */
class PostgresQueriesIT {
    private final PostgresServer server = PostgresServer.start(18);

    @TempDir
    private Path folder;

    private ExporterConfig config(String queries) throws IOException, ConfigException {
        Files.writeString(folder.resolve("own.yaml"), queries);
        Path file = Files.writeString(folder.resolve("ops.yml"), """
            scrape: {timeout: 20s}
            targets:
              postgres:
                - {name: main, host: 127.0.0.1, port: %d, queries: [own.yaml]}
            """.formatted(server.port()));
        return ConfigLoader.of(Environment.of(Map.of())).fromFile(file);
    }

    private List<String> page(String queries) throws IOException, ConfigException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Exporter exporter = Exporter.of(config(queries))) {
            exporter.once(out);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> check(String queries) throws IOException, ConfigException {
        return QueryCheck.run(config(queries)).stream()
                .map(Problem::render)
                .map(text -> text.replace(folder + "/", ""))
                .toList();
    }

    private static String query(String name, String sql) {
        return "  - name: %s\n    timeout: 2s\n    sql: |\n      %s\n    metrics: [{name: %s_v, column: v}]\n"
                .formatted(name, sql.replace("\n", "\n      "), name);
    }

    @Test
    void of_our_form_are_on_the_page() throws Exception {
        assertThat(page("""
            queries:
              - name: orders
                maxRows: 2
                sql: SELECT 'a' || i AS status, i AS n, 'busy' AS state FROM generate_series(1, 5) i ORDER BY i
                labels: [status]
                metrics:
                  - {name: orders_open, column: n, type: gauge, help: Open.}
                  - {name: orders_state, column: state, type: mapped, mapping: {idle: 0, busy: 2}}
            """))
                .contains(
                        "orders_open{status=\"a1\"} 1",
                        "orders_open{status=\"a2\"} 2",
                        "orders_state{status=\"a1\"} 2",
                        "allodoc_collector_series_dropped_total{source=\"postgres\",target=\"main\",collector=\"orders\"}"
                                + " 6")
                .noneMatch(line -> line.startsWith("orders_open{status=\"a3\""));
    }

    @Test
    void of_postgres_exporters_form_are_on_the_page_as_there() throws Exception {
        assertThat(page("""
            pg_x:
              query: "SELECT 'l' AS label, ('{\\"a\\": 1}'::jsonb ? 'a')::int AS one, '1m0.5s' AS took, interval '2 s' AS took2, '{}'::jsonb AS j"
              metrics:
                - label: {usage: LABEL, description: L}
                - one: {usage: COUNTER, description: One}
                - took: {usage: DURATION, description: Took}
                - took2: {usage: DURATION, description: Took}
                - j: {usage: DISCARD}
            """))
                .contains(
                        "pg_x_one{server=\"127.0.0.1:" + server.port() + "\",label=\"l\"} 1",
                        "pg_x_took_milliseconds{server=\"127.0.0.1:" + server.port() + "\",label=\"l\"} 60500",
                        "pg_x_took2_milliseconds{server=\"127.0.0.1:" + server.port() + "\",label=\"l\"} 2000");
    }

    @Test
    void that_are_hostile_harm_nobody() throws Exception {
        server.execute(
                "CREATE TABLE IF NOT EXISTS victim (id int)", "TRUNCATE victim", "INSERT INTO victim VALUES (1)");
        List<String> page = page("queries:\n"
                + query("leaves", "COMMIT; DROP TABLE victim; SELECT 1 AS v")
                + query("ends", "ROLLBACK")
                + query("writes", "INSERT INTO victim VALUES (2) RETURNING id AS v")
                + query("hides", "WITH w AS (DELETE FROM victim RETURNING 1 AS v) SELECT v FROM w")
                + query("unlocks", "SELECT set_config('transaction_read_only', 'off', true) AS v")
                + query("lingers", "SELECT set_config('statement_timeout', '0', false)::int AS v")
                + query("sleeps", "SELECT pg_sleep(600)::text AS v")
                + query("floods", "SELECT repeat('x', 100000000) AS v").replace("timeout: 2s", "timeout: 6s")
                + query("copies", "COPY victim TO STDOUT")
                + query("quotes", "SELECT 'Jane Doe'::int AS v")
                + query("divides", "SELECT 1 / 0 AS v")
                + query("lacks", "SELECT 1 AS w")
                + query("last", "SELECT 42 AS v"));
        assertThat(page).contains("last_v 42", "pg_up 1");
        assertThat(page.stream().filter(line -> line.matches("(leaves|ends|writes|hides|sleeps|floods|copies)_v .*")))
                .isEmpty();
        assertThat(String.join("\n", page)).doesNotContain("Jane");
        assertThat(server.query("SELECT id FROM victim")).containsExactly("1");
        server.execute("DROP TABLE victim");
    }

    @Test
    void that_are_bad_are_told_with_line_and_column_and_the_others_are_still_checked() throws Exception {
        assertThat(check("queries:\n"
                        + query("good", "SELECT 1 AS v")
                        + query("typo", "SELECT 1 AS v,\n       nothing\nFROM pg_database")
                        + query("absent", "SELECT 1 AS v\nFROM no_such_table")
                        + query("syntax", "SELEC 1 AS v")
                        + query("lacks", "SELECT 1 AS w")
                        + query("text", "SELECT 'Jane Doe' AS v")
                        + query("two", "SELECT 1 AS v; SELECT 2 AS v")))
                .hasSize(6)
                .satisfiesExactly(
                        typo -> assertThat(typo)
                                .startsWith("own.yaml:11:14: typo: ")
                                .contains("\"nothing\""),
                        absent -> assertThat(absent)
                                .startsWith("own.yaml:18:12: absent: ")
                                .contains("no_such_table"),
                        syntax -> assertThat(syntax)
                                .startsWith("own.yaml:23:7: syntax: ")
                                .contains("\"SELEC\""),
                        lacks -> assertThat(lacks)
                                .startsWith("own.yaml:28: lacks: ")
                                .contains(" v "),
                        text -> assertThat(text)
                                .startsWith("own.yaml:33: text: column \"v\" holds text that is no number")
                                .doesNotContain("Jane"),
                        two -> assertThat(two).startsWith("own.yaml:38: two: a query must be one statement"));
    }

    @Test
    void can_not_be_checked_on_a_server_that_is_not_there() throws Exception {
        Path file = Files.writeString(folder.resolve("ops.yml"), """
            targets:
              postgres:
                - {name: gone, host: 127.0.0.1, port: 1, queries: [{name: a, sql: SELECT 1, metrics: [{name: v}]}]}
                - {name: unasked, host: 127.0.0.1, port: 2}
            """);
        ExporterConfig config = ConfigLoader.of(Environment.of(Map.of())).fromFile(file);
        assertThat(QueryCheck.run(config))
                .singleElement()
                .satisfies(problem -> assertThat(problem.render())
                        .startsWith("postgres target=gone: connection refused at 127.0.0.1:1/postgres"));
    }
}
