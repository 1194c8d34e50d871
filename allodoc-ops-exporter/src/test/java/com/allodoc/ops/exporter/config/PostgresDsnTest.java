package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.environment;
import static com.allodoc.ops.exporter.config.ConfigFixture.environmentProblems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The tables are in src/test/resources/config. */
class PostgresDsnTest {

    private static List<PostgresTarget> targets(String dsn) {
        return environment(Map.of("DATA_SOURCE_NAME", dsn, "REDIS_ADDR", "")).postgres();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/config/dsn-accepted.csv", delimiter = '|', numLinesToSkip = 1, nullValues = "-")
    void is_read_as_libpq_reads_it(
            String dsn, String server, String database, String user, String password, String parameters) {
        assertThat(targets(dsn)).singleElement().satisfies(target -> {
            assertThat(target.server()).isEqualTo(server);
            assertThat(target.database()).isEqualTo(database);
            assertThat(target.user()).isEqualTo(user);
            assertThat(target.password().map(Secret::reveal).orElse(null)).isEqualTo(password);
            assertThat(target.parameters().toString()).isEqualTo("{" + (parameters == null ? "" : parameters) + "}");
        });
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/config/dsn-refused.csv", delimiter = '|', numLinesToSkip = 1)
    void is_refused_with_a_reason_that_repeats_no_secret(String dsn, String reason) {
        assertThat(environmentProblems(Map.of("DATA_SOURCE_NAME", dsn, "REDIS_ADDR", "", "DOCKER_HOST", "")))
                .singleElement()
                .asString()
                .startsWith("environment: DATA_SOURCE_NAME: ")
                .contains(reason)
                .doesNotContain("s3cret");
    }

    @Nested
    class A_list {
        @Test
        void is_separated_by_commas() {
            assertThat(targets("postgresql://u:p@a/x, postgres://b/y,host=c user=u password='p,host=q',host=d,"))
                    .extracting(PostgresTarget::server)
                    .containsExactly("a:5432", "b:5432", "c:5432", "d:5432");
        }

        @Test
        void keeps_a_comma_inside_a_password() {
            assertThat(targets("postgresql://u:p,q@a/x,host=b password=r,s"))
                    .extracting(t -> t.password().orElseThrow().reveal())
                    .containsExactly("p,q", "r,s");
        }

        @Test
        void names_the_place_of_each_problem() {
            assertThat(environmentProblems(
                            Map.of("DATA_SOURCE_NAME", "host=a,host=b sslmode=on,host=A", "REDIS_ADDR", "")))
                    .satisfiesExactly(
                            p -> assertThat(p).contains("DATA_SOURCE_NAME[1]: sslMode must be one of"),
                            p -> assertThat(p)
                                    .contains("DATA_SOURCE_NAME[2]: is the same server as DATA_SOURCE_NAME[0]"));
        }
    }
}
