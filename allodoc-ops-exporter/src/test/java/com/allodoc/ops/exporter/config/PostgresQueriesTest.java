package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.environment;
import static com.allodoc.ops.exporter.config.ConfigFixture.environmentProblems;
import static com.allodoc.ops.exporter.config.ConfigFixture.problems;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.config.PostgresQuery.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresQueriesTest {
    private static final String MENTION = "targets: {postgres: [{queries: [own.yaml]}]}";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<PostgresQuery> queries(String text) throws IOException {
        file("own.yaml", text);
        return read(folder, MENTION).postgres().get(0).queries();
    }

    @Nested
    class In_our_form {
        @Test
        void need_a_name_a_text_and_a_metric_only() throws IOException {
            PostgresQuery query = queries("""
                queries:
                  - name: orders
                    sql: SELECT 1 AS orders_open
                    metrics: [{name: orders_open}]
                """).get(0);
            assertThat(query)
                    .usingRecursiveComparison()
                    .ignoringFields("origin")
                    .isEqualTo(new PostgresQuery(
                            "orders",
                            false,
                            Duration.ZERO,
                            java.util.Optional.empty(),
                            1000,
                            ServerVersions.ALL,
                            "SELECT 1 AS orders_open",
                            List.of(),
                            false,
                            List.of(new PostgresQuery.Metric(
                                    "orders_open",
                                    Kind.GAUGE,
                                    "orders_open",
                                    "A column of a custom query.",
                                    Map.of(),
                                    ServerVersions.ALL)),
                            query.origin()));
        }

        @Test
        void have_all_their_problems_told_at_once_with_the_lines_of_their_own_file() throws IOException {
            file("own.yaml", """
                queries:
                  - name: 1st
                    sql:
                    metrics: []
                  - sql: SELECT 1
                    scope: cluster
                    intervall: 1m
                    since: 17
                    before: 15
                    metrics:
                      - name: a-b
                      - {name: ok, type: number}
                      - {name: m, type: mapped}
                  - name: twice
                    sql: SELECT 1 AS v
                    metrics: [{name: v}, {name: v}]
                """);
            assertThat(problems(folder, MENTION))
                    .containsExactly(
                            "own.yaml:2: queries[0].name: expected letters, digits and '_', not starting with a digit;"
                                    + " got \"1st\"",
                            "own.yaml:3: queries[0].sql: has no value; remove the key or give it one",
                            "own.yaml:5: queries[1]: name is missing",
                            "own.yaml:5: queries[1]: before must be above since",
                            "own.yaml:6: queries[1].scope: expected server or database; got \"cluster\"",
                            "own.yaml:7: queries[1].intervall: unknown key \"intervall\"; did you mean \"interval\"?",
                            "own.yaml:11: queries[1].metrics[0].name: expected the name of a metric: letters, digits,"
                                    + " '_' and ':'; got \"a-b\"",
                            "own.yaml:12: queries[1].metrics[1].type: expected counter, gauge, untyped, histogram,"
                                    + " mapped or duration; got \"number\"",
                            "own.yaml:13: queries[1].metrics[2]: a mapping belongs to a mapped column, and to no other",
                            "own.yaml:14: queries[2]: has the metric v twice");
        }

        @Test
        void may_stand_in_the_configuration_itself() {
            assertThat(read(folder, """
                targets:
                  postgres:
                    - queries:
                        - {name: a, sql: SELECT 1 AS v, metrics: [{name: v}]}
                """).postgres().get(0).queries())
                    .extracting(PostgresQuery::name)
                    .containsExactly("a");
        }
    }

    @Nested
    class In_the_form_of_postgres_exporter {
        private static final String QUERIES = """
            pg_replication:
              query: "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0 ELSE 1 END AS lag"
              master: true
              cache_seconds: 30
              runonserver: ">=13.0.0 <17.0.0"
              metrics:
                - lag:
                    usage: "GAUGE"
                    description: >
                      Replication lag
                      behind master
                    supported_versions: ">=14.0.0"
            pg_stat:
              query: |
                SELECT a, b, c, d, e, f FROM t
              metrics:
                - a: {usage: LABEL, description: x}
                - b: {usage: COUNTER, description: B}
                - c: {usage: HISTOGRAM, description: C}
                - d: {usage: MAPPEDMETRIC, description: D, metric_mapping: {on: 1, "off": 0}}
                - e: {usage: DURATION, description: E}
                - f: {usage: DISCARD}
            """;

        @Test
        void mean_what_they_mean_there() throws IOException {
            List<PostgresQuery> queries = queries(QUERIES);
            PostgresQuery lag = queries.get(0);
            assertThat(lag.name()).isEqualTo("pg_replication");
            assertThat(lag.everyDatabase()).isFalse();
            assertThat(lag.interval()).isEqualTo(Duration.ofSeconds(30));
            assertThat(lag.versions()).isEqualTo(new ServerVersions(13, 17));
            assertThat(lag.labelServer()).isTrue();
            assertThat(lag.metrics())
                    .containsExactly(new PostgresQuery.Metric(
                            "pg_replication_lag",
                            Kind.GAUGE,
                            "lag",
                            "Replication lag behind master",
                            Map.of(),
                            new ServerVersions(14, Integer.MAX_VALUE)));
            PostgresQuery stat = queries.get(1);
            assertThat(stat.everyDatabase()).isTrue();
            assertThat(stat.labels()).containsExactly("a");
            assertThat(stat.metrics())
                    .extracting(PostgresQuery.Metric::name)
                    .containsExactly("pg_stat_b", "pg_stat_c", "pg_stat_d", "pg_stat_e_milliseconds");
            assertThat(stat.metrics().get(2).mapping()).isEqualTo(Map.of("on", 1.0, "off", 0.0));
        }

        @Test
        void are_read_from_the_variable_too() throws IOException {
            Path file = file("queries.yaml", QUERIES);
            assertThat(environment(Map.of(
                                    "DATA_SOURCE_NAME",
                                    "host=a,host=b",
                                    "PG_EXPORTER_EXTEND_QUERY_PATH",
                                    file.toString()))
                            .postgres())
                    .allSatisfy(target -> assertThat(target.queries()).hasSize(2));
            assertThat(environmentProblems(Map.of(
                            "DATA_SOURCE_NAME", "host=a,host=b", "PG_EXPORTER_EXTEND_QUERY_PATH", "/nowhere.yaml")))
                    .containsExactly(
                            "environment: PG_EXPORTER_EXTEND_QUERY_PATH: the file /nowhere.yaml does not exist");
        }

        @Test
        void have_their_problems_told() throws IOException {
            file("own.yaml", """
                pg_x:
                  metrics:
                    - v: {usage: NUMBER}
                pg-y:
                  query: SELECT 1 AS v
                  runonserver: "13 || 15"
                  metrics: [{v: {usage: GAUGE}}]
                """);
            assertThat(problems(folder, MENTION))
                    .containsExactly(
                            "own.yaml:1: pg_x: query is missing",
                            "own.yaml:3: pg_x.metrics[0].v.usage: expected LABEL, COUNTER, GAUGE, HISTOGRAM,"
                                    + " MAPPEDMETRIC, DURATION or DISCARD; got \"NUMBER\"",
                            "own.yaml:6: pg-y.runonserver: expected versions such as >=13.0.0 <17.0.0; got \"13 ||"
                                    + " 15\"",
                            "own.yaml:7: pg-y.metrics[0].v: expected the name of a metric: letters, digits, '_' and"
                                    + " ':'");
        }
    }

    @Test
    void a_file_that_is_not_there_is_told_where_it_is_mentioned() {
        assertThat(problems(folder, MENTION))
                .containsExactly("ops.yml:1: targets.postgres[0].queries[0]: the file own.yaml does not exist");
    }

    @Test
    void two_of_one_name_and_the_name_of_a_built_in_collector_are_refused() throws IOException {
        file("own.yaml", "queries: [{name: a, sql: SELECT 1, metrics: [{name: v}]}]");
        assertThat(problems(folder, """
            targets:
              postgres:
                - queries:
                    - own.yaml
                    - {name: a, sql: SELECT 1, metrics: [{name: w}]}
            """))
                .containsExactly(
                        "ops.yml:5: targets.postgres[0].queries[1]: another query is called a already; give one of"
                                + " them another name");
    }

    @ParameterizedTest
    @CsvSource({
        ">=10.0.0, 10, 2147483647",
        ">=13.0.0 <17.0.0, 13, 17",
        "<14.5.0, 0, 15",
        "<=16.1, 0, 17",
        ">12.0.0, 12, 2147483647",
        "15.2.0, 15, 16",
        "=15, 15, 16",
        "'', 0, 2147483647"
    })
    void versions_of_postgres_exporter_are_read_as_major_versions(String range, int since, int before) {
        assertThat(ServerVersions.parse(range)).isEqualTo(new ServerVersions(since, before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "!=13", ">=13 || <10", ">=17 <15"})
    void other_versions_are_refused(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerVersions.parse(range));
    }

    @Nested
    class A_place_in_the_text {
        private String place(String sql, String word) throws IOException {
            PostgresQuery query = queries("queries:\n  - name: a\n    sql: " + sql + "\n    metrics: [{name: v}]\n")
                    .get(0);
            String text = query.sql();
            int position = text.codePointCount(0, text.indexOf(word)) + 1;
            return query.origin().problem("a", text, position, "here").render().replace(folder + "/", "");
        }

        @Test
        void of_a_block_is_the_line_and_column_of_the_file() throws IOException {
            String block = "|\n      SELECT 1,\n        \ud83d\ude00 wrong\n      FROM t";
            assertThat(place(block, "SELECT")).isEqualTo("own.yaml:4:7: a: here");
            assertThat(place(block, "wrong")).isEqualTo("own.yaml:5:11: a: here");
            assertThat(place(block, "FROM")).isEqualTo("own.yaml:6:7: a: here");
        }

        @Test
        void of_a_single_line_is_too() throws IOException {
            assertThat(place("SELECT wrong", "wrong")).isEqualTo("own.yaml:3:17: a: here");
            assertThat(place("'SELECT wrong'", "wrong")).isEqualTo("own.yaml:3:18: a: here");
        }

        @Test
        void that_is_not_known_is_the_line_of_the_text() throws IOException {
            PostgresQuery query = queries("queries: [{name: a, sql: SELECT 1, metrics: [{name: v}]}]")
                    .get(0);
            assertThat(query.origin().problem("a", query.sql(), 0, "all of it").render())
                    .endsWith("own.yaml:1: a: all of it");
        }
    }
}
