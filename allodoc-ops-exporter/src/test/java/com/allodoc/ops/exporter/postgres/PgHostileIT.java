package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.FlakyProxy;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Days on which somebody else's work is in our way. Hung, dead and full servers are in {@link PgScrapeIT}. */
class PgHostileIT {
    private static final String OURS = "FROM pg_stat_activity WHERE application_name = 'allodoc-ops'";
    private static final PgQuery SLEEP = PgQuery.named("sleep")
            .sql("SELECT 1 AS slept FROM pg_sleep(60)")
            .gauge("pg_slept", "slept", "Slept.")
            .build();

    /** It takes its lock on the table, its index and, by the default of the new column, rewrites it. */
    @Test
    void an_alter_table_that_is_not_committed_costs_the_sizes_of_that_table_and_nothing_else() throws Exception {
        PostgresServer server = PostgresServer.start(17);
        server.execute(
                "CREATE TABLE altered (id int PRIMARY KEY, n serial)",
                "CREATE TABLE beside (id int PRIMARY KEY)",
                "INSERT INTO altered SELECT generate_series(1, 100)");
        try (Connection admin = server.connect("admin");
                Statement statement = admin.createStatement();
                Scraping scraping = Scraping.of(server)) {
            admin.setAutoCommit(false);
            statement.execute("ALTER TABLE altered ADD COLUMN more uuid DEFAULT gen_random_uuid()");
            Page page = scraping.scrape();
            assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
            assertThat(tables(page, "pg_stat_user_tables_table_size_bytes"))
                    .contains("beside")
                    .doesNotContain("altered");
            assertThat(tables(page, "pg_stat_user_tables_n_live_tup")).contains("beside", "altered");
            assertThat(server.number("SELECT count(*) FROM pg_locks WHERE NOT granted"))
                    .isZero();
            admin.rollback();
        } finally {
            server.execute("DROP TABLE altered, beside");
        }
    }

    private static List<String> tables(Page page, String metric) {
        return page.all(metric).stream()
                .map(sample -> sample.labels().getOrDefault("relname", ""))
                .toList();
    }

    @Test
    void a_role_that_is_dropped_is_told_and_is_back_when_it_is_made_again() {
        PostgresServer server = PostgresServer.start(16);
        server.createRole("dropped", "d", "pg_monitor");
        try (Scraping scraping =
                Scraping.of(PgTarget.of(Scraping.login(server, "dropped", "d").build(), Scraping.defaults()))) {
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
            server.execute("DROP ROLE dropped");
            // A session outlives its role; whatever it may still see, the page comes, and nothing is thrown.
            assertThat(scraping.scrape().all("pg_up")).hasSize(1);
            server.query("SELECT pg_terminate_backend(pid) " + OURS);
            Page page = scraping.scrape();
            assertThat(Scraping.reason(page)).isEqualTo("auth");
            assertThat(page.value("pg_up")).isZero();
            server.createRole("dropped", "d", "pg_monitor");
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
        } finally {
            server.execute("DROP ROLE dropped");
        }
    }

    /** The address stays, and another server is behind it: of another version, so that what was kept would show. */
    @Test
    void a_failover_in_the_middle_of_a_scrape_is_one_lost_scrape_and_then_the_other_server() throws Exception {
        PostgresServer before = PostgresServer.start(16);
        PostgresServer after = PostgresServer.start(18);
        List<Collector<PgSession>> collectors = new ArrayList<>(Scraping.defaults());
        collectors.add(SLEEP);
        try (FlakyProxy address = FlakyProxy.before(before.port());
                Scraping scraping = Scraping.of(PgTarget.of(
                        Scraping.settings(before).port(address.port()).build(), collectors))) {
            CompletableFuture<Page> page = scraping.start(Scraping.PLENTY);
            Await.until(() -> before.number("SELECT count(*) " + OURS + " AND query LIKE '%pg_sleep%'") == 1);
            address.leadTo(after.port());
            address.mode(FlakyProxy.Mode.CUT);
            Page lost = page.join();
            assertThat(Scraping.reason(lost)).isEqualTo("lost");
            assertThat(version(lost)).startsWith("16.");

            address.mode(FlakyProxy.Mode.PASS);
            Page found = scraping.scrape(Duration.ofSeconds(5));
            assertThat(found.value("pg_up")).isEqualTo(1);
            assertThat(version(found)).startsWith("18.");
            assertThat(found.all("pg_settings_autovacuum_worker_slots"))
                    .as("of 18 only")
                    .hasSize(1);
        }
    }

    private static String version(Page page) {
        return page.all("pg_static").stream()
                .map(sample -> sample.labels().getOrDefault("short_version", ""))
                .findFirst()
                .orElse("");
    }

    @Test
    void whatever_happens_there_is_one_connection_and_the_page_is_not_late() throws Exception {
        PostgresServer server = PostgresServer.start(15);
        try (Scraping scraping =
                Scraping.of(PgTarget.of(Scraping.settings(server).build(), List.of(SLEEP)))) {
            for (int i = 0; i < 5; i++) {
                CompletableFuture<Page> page = scraping.start(Duration.ofMillis(600));
                while (!page.isDone()) {
                    assertThat(server.number("SELECT count(*) " + OURS)).isLessThanOrEqualTo(1);
                }
                assertThat(page.join().value("pg_scrape_collector_success", "collector", "sleep"))
                        .isZero();
            }
        }
    }
}
