package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables are on the page: by patterns, which the server applies, and the first of them. */
class PgRelationsIT {
    private static final PostgresServer SERVER = PostgresServer.start(18);

    /** Notes every table whose size is asked for. */
    private static final PgQuery SIZES = PgQuery.named("sizes")
            .scope(PgScope.DATABASE)
            .sql("""
                SELECT current_database() AS datname, n.nspname AS schemaname, c.relname,
                       CASE WHEN c.relname = 'forbidden' THEN 1 / (length(c.relname) - 9) ELSE pg_relation_size(c.oid) END AS bytes,
                       c.relpages + length(c.relname) AS scans,
                       77 AS last
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname LIKE 'rel\\_%' AND c.relkind = 'r'
                ORDER BY 2, 3
                """)
            .label("datname")
            .label("schemaname")
            .label("relname")
            .gauge("pg_t_size_bytes", "bytes", "Bytes.")
            .counter("pg_t_scans", "scans", "Scans.")
            .gauge("pg_t_last", "last", "A time.")
            .build();

    @BeforeAll
    static void tables() {
        SERVER.execute(
                "CREATE SCHEMA rel_a",
                "CREATE SCHEMA rel_b",
                "CREATE TABLE rel_a.one (t text)",
                "CREATE TABLE rel_a.forbidden (t text)",
                "CREATE TABLE rel_b.big (t text)",
                "INSERT INTO rel_b.big SELECT repeat('x', 1000) FROM generate_series(1, 100)",
                "CREATE TABLE rel_b.\"it's \\ od.d\" (t text)");
    }

    @AfterAll
    static void drop() {
        SERVER.execute("DROP SCHEMA rel_a CASCADE", "DROP SCHEMA rel_b CASCADE");
    }

    private static Page page(List<String> include, List<String> exclude, int top) {
        PgSettings settings = Scraping.settings(SERVER)
                .relations(new PgRelations(include, exclude, top))
                .build();
        try (Scraping scraping = Scraping.of(Scraping.target(settings, SIZES))) {
            return scraping.scrape();
        }
    }

    private static List<String> tables(Page page) {
        return page.all("pg_t_scans").stream()
                .map(sample -> sample.labels().get("schemaname")
                        + '.'
                        + sample.labels().get("relname"))
                .sorted()
                .toList();
    }

    @Test
    void an_included_table_is_there_and_the_others_are_not_even_measured() {
        assertThat(tables(page(List.of("rel_a[.]o.*", "rel_b[.].*"), List.of(), 0)))
                .containsExactly("rel_a.one", "rel_b.big", "rel_b.it's \\ od.d");
    }

    @Test
    void an_excluded_table_is_not_there_whatever_is_included() {
        assertThat(tables(page(List.of("rel_.*"), List.of("rel_a[.]forbidden", "rel_b[.]b.g"), 0)))
                .containsExactly("rel_a.one", "rel_b.it's \\ od.d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rel_b[.]it's \\\\ od[.]d", "rel_b\\.it's.*", ".*'.*"})
    void a_pattern_may_hold_what_sql_would_take_for_its_own(String pattern) {
        assertThat(tables(page(List.of(pattern), List.of(), 0))).containsExactly("rel_b.it's \\ od.d");
    }

    @Test
    void a_pattern_is_for_the_whole_name() {
        assertThat(tables(page(List.of("one"), List.of(), 0))).isEmpty();
    }

    @Test
    void the_first_by_activity_and_by_size_stay_and_the_others_are_one_row() {
        Page page = page(List.of(), List.of("rel_a[.]forbidden"), 1);
        // The longest name has the most scans here, and only one table holds anything.
        assertThat(tables(page)).containsExactly("other.other", "rel_b.big", "rel_b.it's \\ od.d");
        assertThat(page.value("pg_t_scans", "datname", "postgres", "schemaname", "other", "relname", "other"))
                .isEqualTo(3);
        assertThat(page.value("pg_t_size_bytes", "datname", "postgres", "schemaname", "other", "relname", "other"))
                .isZero();
        assertThat(page.all("pg_t_last")).hasSize(2);
    }

    @Test
    void as_many_as_there_are_need_no_other() {
        assertThat(tables(page(List.of(), List.of("rel_a[.]forbidden"), 3)))
                .containsExactly("rel_a.one", "rel_b.big", "rel_b.it's \\ od.d");
    }

    @Test
    void a_table_that_comes_in_takes_nothing_from_the_others() {
        SERVER.execute("CREATE TABLE rel_b.counts (name text, scans int)");
        SERVER.execute("INSERT INTO rel_b.counts VALUES ('a', 100), ('b', 50), ('c', 20), ('d', 10), ('e', 5)");
        PgQuery query = PgQuery.named("counts")
                .scope(PgScope.DATABASE)
                .sql("""
                     SELECT current_database() AS datname, 'rel_b' AS schemaname, name AS relname, scans
                     FROM rel_b.counts
                     """)
                .label("datname")
                .label("schemaname")
                .label("relname")
                .counter("pg_t_scans", "scans", "Scans.")
                .build();
        PgSettings settings = Scraping.settings(SERVER)
                .relations(new PgRelations(List.of(), List.of(), 1))
                .connectionMaxAge(Duration.ZERO)
                .build();
        try (Scraping scraping = Scraping.of(Scraping.target(settings, query))) {
            assertThat(scans(scraping)).isEqualTo(Map.of("a", 100.0, "other", 85.0));
            SERVER.execute("UPDATE rel_b.counts SET scans = 55 WHERE name = 'b'");
            assertThat(scans(scraping)).isEqualTo(Map.of("a", 100.0, "other", 90.0));
            SERVER.execute("UPDATE rel_b.counts SET scans = 200 WHERE name = 'b'");
            assertThat(scans(scraping))
                    .as("b came in, a stays")
                    .isEqualTo(Map.of("a", 100.0, "b", 200.0, "other", 90.0));
            SERVER.execute(
                    "UPDATE rel_b.counts SET scans = 130 WHERE name = 'c'",
                    "DELETE FROM rel_b.counts WHERE name = 'd'");
            assertThat(scans(scraping)).as("a goes, d is dropped").isEqualTo(Map.of("b", 200.0, "other", 200.0));
        } finally {
            SERVER.execute("DROP TABLE rel_b.counts");
        }
    }

    private static Map<String, Double> scans(Scraping scraping) {
        Map<String, Double> scans = new TreeMap<>();
        scraping.scrape()
                .all("pg_t_scans")
                .forEach(sample -> scans.put(sample.labels().get("relname"), sample.value()));
        return scans;
    }
}
