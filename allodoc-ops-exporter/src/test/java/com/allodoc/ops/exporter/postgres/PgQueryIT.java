package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgQueryIT {
    private final PostgresServer server = PostgresServer.start(18);

    private static Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(10));
    }

    private Collected collect(PgQuery query) throws Exception {
        return collect(query, Scraping.settings(server).build());
    }

    private static Collected collect(PgQuery query, PgSettings settings) throws Exception {
        try (PgSession session = Scraping.target(settings).open(deadline())) {
            session.begin(deadline());
            return query.collect(session, deadline());
        }
    }

    private Page page(PgQuery query) throws Exception {
        return Page.of(tables(query));
    }

    private List<SampleTable> tables(PgQuery query) throws Exception {
        return ((Collected.Tables) collect(query)).tables();
    }

    private static PgQuery gauge(String expression) {
        return PgQuery.named("t")
                .sql("SELECT " + expression + " AS v")
                .gauge("pg_v", "v", "V.")
                .build();
    }

    @Nested
    class A_value {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "3::int2 | 3",
                    "(-32768)::int2 | -32768",
                    "2147483647 | 2147483647",
                    "-7 | -7",
                    "(-9223372036854775808)::int8 | -9223372036854775808",
                    "999999999999999999 | 1000000000000000000",
                    "9007199254740993 | 9007199254740992",
                    "1234567890.25::numeric | 1234567890.25",
                    "1.5::float4 | 1.5",
                    "'NaN'::float8 | NaN",
                    "'NaN'::numeric | NaN",
                    "'infinity'::float8 | Infinity",
                    "'-infinity'::numeric | -Infinity",
                    "4000000000::oid | 4000000000",
                    "'77'::xid | 77",
                    "true | 1",
                    "false | 0",
                    "' 4.5' | 4.5",
                    "'1 year 2 mons 3 days 04:05:06.5'::interval | 37015506.5",
                    "'-00:00:01.25'::interval | -1.25",
                    "'2026-11-23 09:00:00.5+00'::timestamptz | 1795424400.5",
                    "'2026-11-23 09:00:00.5'::timestamp | 1795424400.5",
                    "'2026-11-23'::date | 1795392000",
                    "'-infinity'::date | -Infinity",
                    "'infinity'::timestamptz | Infinity",
                    "'-infinity'::timestamp | -Infinity"
                })
        void of_any_numeric_type_is_a_number(String expression, double expected) throws Exception {
            assertThat(page(gauge(expression)).value("pg_v")).isEqualTo(Double.valueOf(expected));
        }

        @Test
        void of_an_interval_is_what_the_server_takes_for_its_epoch() throws Exception {
            String interval = "'-3 years 5 mons -7 days 23:59:59.999'::interval";
            assertThat(page(gauge(interval)).value("pg_v"))
                    .isEqualTo(server.number("SELECT extract(epoch FROM " + interval + ")"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"int8", "numeric", "float8", "bool", "text", "interval", "timestamptz", "timestamp", "oid"})
        void that_is_null_is_absent(String type) throws Exception {
            assertThat(page(gauge("NULL::" + type)).samples()).isEmpty();
        }

        @Test
        void that_is_no_number_fails_without_being_quoted() {
            Assertions.assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> collect(gauge("'Jane Doe'")))
                    .withMessage("column \"v\" holds text that is no number")
                    .withNoCause();
        }

        @Test
        void is_the_same_when_the_server_has_kept_the_plan_and_answers_in_binary() throws Exception {
            PgQuery query = PgQuery.named("t")
                    .sql("""
                         SELECT 4000000000::oid AS a, 1.25::numeric AS b, 'NaN'::numeric AS c, true AS d,
                                '2026-11-23 09:00:00.5+00'::timestamptz AS e, 7::int8 AS f, 1.5::float4 AS g,
                                'x'::name AS label, NULL::int8 AS h, '1 day'::interval AS i
                         """)
                    .label("label")
                    .gauge("pg_a", "a", "A.")
                    .gauge("pg_b", "b", "B.")
                    .gauge("pg_c", "c", "C.")
                    .gauge("pg_d", "d", "D.")
                    .gauge("pg_e", "e", "E.")
                    .gauge("pg_f", "f", "F.")
                    .gauge("pg_g", "g", "G.")
                    .gauge("pg_h", "h", "H.")
                    .gauge("pg_i", "i", "I.")
                    .build();
            try (Scraping scraping =
                    Scraping.of(Scraping.target(Scraping.settings(server).build(), query))) {
                List<Double> first = values(scraping.scrape());
                assertThat(first).containsExactly(4e9, 1.25, Double.NaN, 1.0, 1795424400.5, 7.0, 1.5, 86_400.0);
                for (int i = 0; i < 8; i++) {
                    assertThat(values(scraping.scrape())).isEqualTo(first);
                }
            }
        }

        private List<Double> values(Page page) {
            return page.samples().stream()
                    .filter(sample -> sample.labels().containsKey("label"))
                    .map(Page.Sample::value)
                    .toList();
        }
    }

    @Nested
    class A_label {
        @Test
        void may_hold_anything_and_is_empty_when_null() throws Exception {
            String odd = "a\"b\\c\nd\u00e9\ud83d\ude00";
            Page page = page(PgQuery.named("t")
                    .sql("SELECT 'a\"b\\c' || chr(10) || 'd\u00e9\ud83d\ude00' AS a, NULL AS b, true AS c, 1 AS v")
                    .label("a")
                    .label("b")
                    .label("c")
                    .gauge("pg_v", "v", "V.")
                    .build());
            assertThat(page.value("pg_v", "a", odd, "b", "", "c", "true")).isEqualTo(1);
        }
    }

    @Nested
    class A_histogram {
        private static final PgQuery QUERY = PgQuery.named("t")
                .sql("""
                     SELECT label, h, h_bucket, h_sum, h_count
                     FROM (VALUES ('full', ARRAY[1, 2.5, 5], ARRAY[1, 4, 9]::int8[], 20.5, 10),
                                  ('null', NULL, NULL, NULL, NULL)) AS t (label, h, h_bucket, h_sum, h_count)
                     """)
                .label("label")
                .histogram("pg_h", "h", "H.")
                .build();

        @Test
        void is_read_from_two_arrays_a_sum_and_a_count() throws Exception {
            DistributionColumn column =
                    (DistributionColumn) tables(QUERY).get(0).columns().get(0);
            Distribution full = column.distribution(0);
            assertThat(full.size()).isEqualTo(3);
            assertThat(full.edge(1)).isEqualTo(2.5);
            assertThat(full.value(1)).isEqualTo(4);
            assertThat(full.sum()).isEqualTo(20.5);
            assertThat(full.count()).isEqualTo(10);
            assertThat(column.isPresent(1)).isFalse();
        }
    }

    @Nested
    class A_result {
        @Test
        void of_more_rows_than_are_held_at_once_is_whole() throws Exception {
            Page page = page(PgQuery.named("t")
                    .sql("SELECT i AS label, i AS v FROM generate_series(1, 6000) i")
                    .label("label")
                    .gauge("pg_v", "v", "V.")
                    .build());
            assertThat(page.samples()).hasSize(6000);
            assertThat(page.value("pg_v", "label", "6000")).isEqualTo(6000);
        }

        @Test
        void without_rows_is_no_failure() throws Exception {
            assertThat(page(gauge("generate_series(1, 0)")).samples()).isEmpty();
        }

        @Test
        void may_fill_two_tables_with_labels_of_their_own() throws Exception {
            Page page = page(PgQuery.named("t")
                    .sql("SELECT 'x' AS a, 'y' AS b, 1 AS one, 2 AS two")
                    .label("a")
                    .gauge("pg_one", "one", "One.")
                    .table()
                    .label("b")
                    .labelServer()
                    .gauge("pg_two", "two", "Two.")
                    .build());
            assertThat(page.all("pg_one").get(0).labels()).containsOnlyKeys("a");
            assertThat(page.value("pg_two", "b", "y", "server", "127.0.0.1:" + server.port()))
                    .isEqualTo(2);
        }

        @Test
        void needs_no_column_of_a_version_that_this_server_is_not() throws Exception {
            Page page = page(PgQuery.named("t")
                    .sql("SELECT 1 AS v")
                    .gauge("pg_v", "v", "V.")
                    .before(17)
                    .gauge("pg_old", "gone", "Old.")
                    .since(99)
                    .gauge("pg_new", "not_yet", "New.")
                    .build());
            assertThat(page.names()).containsExactly("pg_v");
        }
    }

    @Nested
    class Is_skipped {
        @Test
        void on_a_version_that_has_no_text() throws Exception {
            PgQuery query = PgQuery.named("t")
                    .since(99)
                    .sql("SELECT 1 AS v")
                    .gauge("pg_v", "v", "V.")
                    .build();
            assertThat(skipped(collect(query)))
                    .isEqualTo("PostgreSQL 18 at 127.0.0.1:" + server.port() + " does not have it; 99 or newer does");
        }

        @ParameterizedTest
        @CsvSource({
            "* FROM pg_stat_kcache, relation \"pg_stat_kcache\" does not exist",
            "pg_no_such(), function pg_no_such() does not exist",
            "* FROM no_schema.t, relation \"no_schema.t\" does not exist"
        })
        void when_the_server_does_not_have_it(String expression, String expected) throws Exception {
            PgQuery query = PgQuery.named("t")
                    .sql("SELECT " + expression)
                    .remedy("or CREATE EXTENSION pg_stat_kcache")
                    .gauge("pg_v", "v", "V.")
                    .build();
            assertThat(skipped(collect(query)))
                    .startsWith(expected + " at 127.0.0.1:")
                    .endsWith(
                            "; install what is missing, or leave the collector out; or CREATE EXTENSION pg_stat_kcache");
        }

        @Test
        void when_the_role_may_not_and_says_what_to_grant() throws Exception {
            server.createRole("skip me", "s3cret");
            PgQuery query = PgQuery.named("t")
                    .sql("SELECT count(*) AS v FROM pg_hba_file_rules")
                    .gauge("pg_v", "v", "V.")
                    .build();
            PgSettings settings = Scraping.login(server, "skip me", "s3cret").build();
            assertThat(skipped(collect(query, settings)))
                    .isEqualTo("permission denied for view pg_hba_file_rules at 127.0.0.1:" + server.port()
                            + "/postgres; grant it with: GRANT pg_monitor TO \"skip me\"");
        }

        private String skipped(Collected collected) {
            assertThat(collected).isInstanceOf(Collected.Skipped.class);
            return ((Collected.Skipped) collected).why();
        }
    }
}
