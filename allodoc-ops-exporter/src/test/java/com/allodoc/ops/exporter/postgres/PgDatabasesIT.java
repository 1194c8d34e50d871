package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every database of a server of our own, so that no other test's databases come and go. */
class PgDatabasesIT {
    private static final PgQuery TABLES = PgQuery.named("tables")
            .scope(PgScope.DATABASE)
            .sql("SELECT relname, 1 AS one FROM pg_class WHERE relname LIKE 'mine%'")
            .label("relname")
            .gauge("pg_one", "one", "One.")
            .build();
    private static final PgQuery SERVER_WIDE = PgQuery.named("server_wide")
            .sql("SELECT 1 AS v")
            .gauge("pg_v", "v", "V.")
            .build();
    private static final PgQuery NAMED = PgQuery.named("named")
            .scope(PgScope.DATABASE)
            .sql("SELECT current_database() AS datname, 2 AS two")
            .label("datname")
            .gauge("pg_two", "two", "Two.")
            .build();
    private static final String ODD = "od\"d ? 'n\u00e4me'\n\ud83d\ude00";

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.startAlone(18, Map.of("max_connections", "12"));
        for (String database : List.of("app1", "app2", ODD, "shut")) {
            server.execute("CREATE DATABASE " + PostgresServer.quoted(database));
        }
        server.execute("REVOKE CONNECT ON DATABASE shut FROM PUBLIC");
        server.createRole("watcher", "pw", "pg_monitor");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PgSettings.Builder all(int max, int connections) {
        return Scraping.settings(server).discovery(PgDiscovery.all(max, connections));
    }

    private static Map<String, Double> outcomes(Page page) {
        Map<String, Double> outcomes = new TreeMap<>();
        page.all("allodoc_target_parts").forEach(s -> outcomes.put(s.labels().get("outcome"), s.value()));
        outcomes.values().removeIf(count -> count == 0);
        return outcomes;
    }

    private static List<String> databases(Page page, String metric) {
        return page.all(metric).stream()
                .map(sample -> sample.labels().get("datname"))
                .sorted()
                .toList();
    }

    @Test
    void only_the_database_that_is_connected_to_is_asked_by_default() {
        try (Scraping scraping = Scraping.of(
                Scraping.target(Scraping.settings(server).database("app1").build(), TABLES, NAMED))) {
            Page page = scraping.scrape();
            assertThat(databases(page, "pg_two")).containsExactly("app1");
            assertThat(page.all("allodoc_target_parts")).isEmpty();
        }
    }

    @Test
    void each_is_asked_what_only_it_knows_and_the_server_once_what_all_know() {
        try (Scraping scraping = Scraping.of(Scraping.target(all(100, 10).build(), SERVER_WIDE, NAMED))) {
            Page page = scraping.scrape();
            assertThat(databases(page, "pg_two")).containsExactly("app1", "app2", ODD, "postgres", "shut");
            assertThat(page.all("pg_v"))
                    .singleElement()
                    .satisfies(v -> assertThat(v.labels()).isEmpty());
            assertThat(outcomes(page)).isEqualTo(Map.of("collected", 5.0));
            assertThat(page.value(
                            "allodoc_collector_series", "collector", "named", "source", "postgres", "target", "main"))
                    .isEqualTo(5);
        }
    }

    @Test
    void series_without_the_label_datname_get_it() {
        try (Scraping scraping = Scraping.of(Scraping.target(
                all(100, 10).build(),
                PgQuery.named("t")
                        .scope(PgScope.DATABASE)
                        .sql("SELECT 1 AS v")
                        .gauge("pg_v", "v", "V.")
                        .build()))) {
            assertThat(databases(scraping.scrape(), "pg_v")).containsExactly("app1", "app2", ODD, "postgres", "shut");
        }
    }

    @Test
    void patterns_say_which() {
        PgDiscovery discovery = new PgDiscovery(
                true,
                List.of(Pattern.compile("app.*"), Pattern.compile("shut")),
                List.of(Pattern.compile(".*2")),
                9,
                5);
        try (Scraping scraping = Scraping.of(
                Scraping.target(Scraping.settings(server).discovery(discovery).build(), NAMED))) {
            Page page = scraping.scrape();
            assertThat(databases(page, "pg_two")).containsExactly("app1", "shut");
            assertThat(outcomes(page)).isEqualTo(Map.of("collected", 2.0, "excluded", 3.0));
        }
    }

    @Test
    void what_is_beyond_the_limit_is_counted_and_stays_the_same() {
        try (Scraping scraping = Scraping.of(Scraping.target(all(2, 10).build(), NAMED))) {
            for (int i = 0; i < 3; i++) {
                Page page = scraping.scrape();
                assertThat(databases(page, "pg_two")).containsExactly("app1", "app2");
                assertThat(outcomes(page)).isEqualTo(Map.of("collected", 2.0, "over_limit", 3.0));
            }
        }
    }

    @Test
    void what_the_role_may_not_connect_to_is_counted_and_the_others_go_on() {
        PgSettings settings =
                all(100, 10).user("watcher").password(() -> Optional.of("pw")).build();
        try (Scraping scraping = Scraping.of(Scraping.target(settings, NAMED))) {
            Page page = scraping.scrape();
            assertThat(databases(page, "pg_two")).containsExactly("app1", "app2", ODD, "postgres");
            assertThat(outcomes(page)).isEqualTo(Map.of("collected", 4.0, "no_right", 1.0));
            assertThat(page.value("pg_up")).isEqualTo(1);
        }
    }

    /** The server itself refuses one more than this role may have. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void connections_are_kept_and_never_more_than_allowed(int allowed) throws Exception {
        String role = "limited" + allowed;
        server.createRole(role, "pw", "pg_monitor");
        server.execute(
                "ALTER ROLE " + role + " CONNECTION LIMIT " + allowed, "GRANT CONNECT ON DATABASE shut TO " + role);
        PgSettings settings =
                all(100, allowed).user(role).password(() -> Optional.of("pw")).build();
        try (Scraping scraping = Scraping.of(Scraping.target(settings, NAMED))) {
            for (int i = 0; i < 3; i++) {
                assertThat(outcomes(scraping.scrape())).isEqualTo(Map.of("collected", 5.0));
            }
            int kept = allowed > 4 ? 5 : allowed - 1;
            Await.until(() -> pids(role).size() == kept);
            List<String> before = pids(role);
            scraping.scrape();
            assertThat(pids(role)).containsAll(before);
        }
        Await.until(() -> pids(role).isEmpty());
    }

    private static List<String> pids(String role) {
        return server.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'allodoc-ops' AND usename = '"
                + role + "' ORDER BY backend_start");
    }

    @Test
    void a_database_that_is_dropped_or_made_between_scrapes_is_no_failure() {
        server.execute("CREATE DATABASE shortlived");
        try (Scraping scraping = Scraping.of(Scraping.target(all(100, 10).build(), NAMED))) {
            assertThat(databases(scraping.scrape(), "pg_two")).contains("shortlived");
            server.execute("DROP DATABASE shortlived WITH (FORCE)");
            Page after = scraping.scrape();
            assertThat(databases(after, "pg_two")).doesNotContain("shortlived");
            assertThat(outcomes(after)).isEqualTo(Map.of("collected", 5.0));
            assertThat(after.value("pg_exporter_last_scrape_error")).isZero();
        }
    }

    @Test
    void one_where_a_query_fails_takes_nothing_from_the_others() {
        server.execute("CREATE DATABASE halfway");
        PgQuery picky = PgQuery.named("picky")
                .scope(PgScope.DATABASE)
                .sql("SELECT current_database() AS datname, 1 / (current_database() <> 'halfway')::int AS v")
                .label("datname")
                .gauge("pg_v", "v", "V.")
                .build();
        try (Scraping scraping = Scraping.of(Scraping.target(all(100, 10).build(), picky, NAMED))) {
            Page page = scraping.scrape();
            assertThat(databases(page, "pg_v")).containsExactly("app1", "app2", ODD, "postgres", "shut");
            assertThat(databases(page, "pg_two")).contains("halfway");
            assertThat(page.value("pg_scrape_collector_success", "collector", "picky"))
                    .isZero();
            assertThat(page.value("pg_scrape_collector_success", "collector", "named"))
                    .isEqualTo(1);
            assertThat(page.value("pg_up")).isEqualTo(1);
        } finally {
            server.execute("DROP DATABASE halfway WITH (FORCE)");
        }
    }

    @Test
    void one_that_hangs_leaves_time_for_those_after_it() {
        PgQuery sleepy = PgQuery.named("sleepy")
                .scope(PgScope.DATABASE)
                .sql("SELECT current_database() AS datname, 1 AS v,"
                        + " CASE current_database() WHEN 'app1' THEN pg_sleep(60)::text END AS s")
                .label("datname")
                .gauge("pg_v", "v", "V.")
                .build();
        try (Scraping scraping = Scraping.of(Scraping.target(all(100, 10).build(), sleepy))) {
            Page page = scraping.scrape(Duration.ofSeconds(6));
            assertThat(databases(page, "pg_v")).containsExactly("app2", ODD, "postgres", "shut");
            assertThat(page.value("pg_up")).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_has_done_its_time_is_replaced_unseen() throws Exception {
        try (Scraping scraping = Scraping.of(
                Scraping.target(all(100, 10).connectionMaxAge(Duration.ZERO).build(), NAMED))) {
            scraping.scrape();
            List<String> before = pids("postgres");
            Page page = scraping.scrape();
            assertThat(page.value("pg_up")).isEqualTo(1);
            assertThat(databases(page, "pg_two")).hasSize(5);
            // The fresh ones are there; the old backends may take a moment to end.
            Await.until(() -> pids("postgres").stream().noneMatch(before::contains));
        }
    }

    @Test
    void forty_of_them_over_three_connections_are_all_there() throws Exception {
        manyOver(40, 3);
    }

    /** Takes two minutes, most of them for the making. */
    @Test
    @Tag("endurance")
    void a_thousand_of_them_over_three_connections_are_all_there() throws Exception {
        manyOver(1000, 3);
    }

    private static void manyOver(int count, int connections) throws Exception {
        PostgresServer many = PostgresServer.startAlone(
                17, Map.of("max_connections", "8", "fsync", "off", "wal_level", "minimal", "max_wal_senders", "0"));
        try {
            List<String> statements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                statements.add("CREATE DATABASE many" + i + " STRATEGY file_copy");
            }
            many.execute(statements.toArray(new String[0]));
            PgSettings settings = Scraping.settings(many)
                    .discovery(PgDiscovery.all(count + 1, connections))
                    .build();
            try (Scraping scraping = Scraping.of(Scraping.target(settings, NAMED))) {
                Page page = scraping.scrape(Duration.ofMinutes(2));
                assertThat(outcomes(page)).isEqualTo(Map.of("collected", count + 1.0));
                Await.until(() ->
                        many.number("SELECT count(*) FROM pg_stat_activity WHERE application_name =" + " 'allodoc-ops'")
                                <= connections);
                Page hurried = scraping.scrape(Duration.ofMillis(count));
                assertThat(outcomes(hurried).values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isEqualTo(count + 1.0);
            }
        } finally {
            many.close();
        }
    }
}
