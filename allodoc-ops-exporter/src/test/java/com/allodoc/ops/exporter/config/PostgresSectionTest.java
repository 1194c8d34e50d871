package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.environment;
import static com.allodoc.ops.exporter.config.ConfigFixture.problems;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static com.allodoc.ops.exporter.config.ConfigFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a PostgreSQL target says beyond its connection. */
class PostgresSectionTest {
    @TempDir
    private Path folder;

    @Nested
    class Collectors {
        private static final KnownCollectors KNOWN =
                KnownCollectors.of("postgres", List.of("locks", "settings", "statio_user_tables"));

        @Test
        void that_do_not_exist_are_told_with_their_line_and_the_nearest_name() {
            Path file = write(folder, """
                targets:
                  postgres:
                    - collectors:
                        enable: [statio_user_table]
                        disable:
                          - locks
                          - wal
                        intervals:
                          setings: 10m
                          locks: often
                """);
            ConfigException failure = catchThrowableOfType(
                    ConfigException.class,
                    () -> ConfigLoader.of(Environment.of(Map.of()))
                            .knowing(KNOWN)
                            .fromFile(file));
            assertThat(failure.problems().stream()
                            .map(p -> p.render().replace(folder + "/", ""))
                            .toList())
                    .containsExactly(
                            "ops.yml:4: targets.postgres[0].collectors.enable[0]: postgres has no such collector; did"
                                    + " you mean \"statio_user_tables\"?; got \"statio_user_table\"",
                            "ops.yml:7: targets.postgres[0].collectors.disable[1]: postgres has no such collector;"
                                    + " there are locks, settings, statio_user_tables; got \"wal\"",
                            "ops.yml:9: targets.postgres[0].collectors.intervals.setings: postgres has no such"
                                    + " collector; did you mean \"settings\"?",
                            "ops.yml:10: targets.postgres[0].collectors.intervals.locks: expected a duration such as"
                                    + " 250ms, 5s or 1m30s; got \"often\"");
        }

        @Test
        void both_on_and_off_are_refused() {
            assertThat(problems(folder, "targets: {postgres: [{collectors: {enable: [a], disable: [a]}}]}"))
                    .containsExactly("ops.yml:1: targets.postgres[0].collectors: collectors: \"a\" is in enable and in"
                            + " disable; keep one");
        }

        @Test
        void run_when_standard_and_not_disabled_or_optional_and_enabled() {
            CollectorSelection selection = read(
                            folder, "targets: {postgres: [{collectors: {enable: [wal], disable: [locks]}}]}")
                    .postgres()
                    .get(0)
                    .collectors();
            assertThat(selection.runs("locks", false)).isFalse();
            assertThat(selection.runs("settings", false)).isTrue();
            assertThat(selection.runs("wal", true)).isTrue();
            assertThat(selection.runs("statements", true)).isFalse();
        }
    }

    @Nested
    class Databases {
        @Test
        void have_all_their_problems_told() {
            assertThat(problems(folder, """
                targets:
                  postgres:
                    - databases:
                        discover: yes
                        include: ["app_("]
                        exclude: x
                        max: 0
                        connections: 1
                        limit: 3
                      connectionMaxAge: 1 hour
                      maxSeries: many
                """))
                    .containsExactly(
                            "ops.yml:4: targets.postgres[0].databases.discover: expected true or false; got \"yes\"",
                            "ops.yml:5: targets.postgres[0].databases.include[0]: is no regular expression: Unclosed"
                                    + " group; got \"app_(\"",
                            "ops.yml:6: targets.postgres[0].databases.exclude: expected a list, got one value; start"
                                    + " each entry with \"- \", or write [] for none",
                            "ops.yml:7: targets.postgres[0].databases.max: expected a whole number of at least 1; got"
                                    + " \"0\"",
                            "ops.yml:8: targets.postgres[0].databases.connections: expected a whole number of at least"
                                    + " 2; got \"1\"",
                            "ops.yml:9: targets.postgres[0].databases.limit: unknown key \"limit\"; known are discover,"
                                    + " include, exclude, max, connections",
                            "ops.yml:10: targets.postgres[0].connectionMaxAge: expected a duration such as 250ms, 5s or"
                                    + " 1m30s; got \"1 hour\"",
                            "ops.yml:11: targets.postgres[0].maxSeries: expected a whole number of at least 1; got"
                                    + " \"many\"");
        }

        @Test
        void are_discovered_with_the_variables_of_postgres_exporter() {
            PostgresDatabases databases = environment(Map.of(
                            "DATA_SOURCE_NAME", "host=a",
                            "PG_EXPORTER_AUTO_DISCOVER_DATABASES", "true",
                            "PG_EXPORTER_INCLUDE_DATABASES", "app, b.c",
                            "PG_EXPORTER_EXCLUDE_DATABASES", "template1"))
                    .postgres()
                    .get(0)
                    .databases();
            assertThat(databases)
                    .isEqualTo(new PostgresDatabases(true, List.of("app", "\\Qb.c\\E"), List.of("template1"), 100, 10));
        }

        @Test
        void are_not_discovered_unless_the_switch_is_on() {
            assertThat(environment(Map.of("DATA_SOURCE_NAME", "host=a", "PG_EXPORTER_INCLUDE_DATABASES", "app"))
                            .postgres()
                            .get(0)
                            .databases())
                    .isEqualTo(PostgresDatabases.DEFAULT);
        }
    }

    @Test
    void the_age_and_the_number_of_series_are_read() {
        PostgresTarget target = read(folder, "targets: {postgres: [{connectionMaxAge: 10m, maxSeries: 7}]}")
                .postgres()
                .get(0);
        assertThat(target.connectionMaxAge()).isEqualTo(Duration.ofMinutes(10));
        assertThat(target.maxSeries()).isEqualTo(7);
    }
}
