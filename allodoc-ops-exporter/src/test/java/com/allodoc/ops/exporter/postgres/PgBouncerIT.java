package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.testing.PgBouncer;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behind a pooler that hands out another backend with every transaction. */
class PgBouncerIT {
    private static PostgresServer server;
    private static PgBouncer bouncer;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.startAlone(16, Map.of());
        server.execute("CREATE DATABASE app");
        bouncer = PgBouncer.before(server, "extra_float_digits");
    }

    @AfterAll
    static void stop() {
        if (bouncer != null) {
            bouncer.close();
        }
        server.close();
    }

    private static PgSettings.Builder settings() {
        return PgSettings.named("main").host("127.0.0.1").port(bouncer.port());
    }

    private static Connection client() throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + bouncer.port()
                + "/postgres?user=postgres&preferQueryMode=simple&assumeMinServerVersion=10");
    }

    /** Short transactions of others, so that ours get now this backend and now that one. */
    private static Thread noise(AtomicBoolean stop) {
        Thread thread = new Thread(() -> {
            try (Connection client = client();
                    Statement statement = client.createStatement()) {
                while (!stop.get()) {
                    statement.execute("SELECT pg_sleep(0.001)");
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void every_collector_works_scrape_after_scrape_whatever_backend_answers() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Thread noise = noise(stop);
        PgQuery backend = PgQuery.named("backend")
                .sql("SELECT pg_backend_pid() AS pid")
                .gauge("pg_pid", "pid", "Pid.")
                .build();
        List<Collector<PgSession>> collectors = new ArrayList<>(PgQueries.standard());
        collectors.add(backend);
        try (Scraping first = Scraping.of(PgTarget.of(settings().build(), collectors));
                Scraping second = Scraping.of(PgTarget.of(settings().build(), collectors))) {
            Set<Double> backends = new HashSet<>();
            for (int i = 0; i < 15; i++) {
                for (Scraping scraping : List.of(first, second)) {
                    Page page = scraping.scrape();
                    assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
                    assertThat(page.all("pg_settings_max_connections")).hasSize(1);
                    backends.add(page.value("pg_pid"));
                }
            }
            assertThat(backends).as("backends that answered").hasSizeGreaterThan(1);
        } finally {
            stop.set(true);
            noise.join();
        }
    }

    @Test
    void nothing_that_we_set_is_left_for_the_next_client() throws Exception {
        try (Scraping scraping = Scraping.of(PgTarget.of(settings().build(), PgQueries.standard()));
                Connection client = client();
                Statement statement = client.createStatement()) {
            for (int i = 0; i < 5; i++) {
                scraping.scrape();
                try (ResultSet row = statement.executeQuery(
                        "SELECT current_setting('statement_timeout') || current_setting('lock_timeout')"
                                + " || current_setting('transaction_read_only') || current_setting('jit'),"
                                + " (SELECT count(*) FROM pg_prepared_statements)")) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("00offon");
                    assertThat(row.getInt(2)).isZero();
                }
            }
        }
    }

    @Test
    void it_is_noticed_without_being_told() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        try (PgSession behind = Scraping.target(settings().build()).open(deadline);
                PgSession direct =
                        Scraping.target(Scraping.settings(server).build()).open(deadline)) {
            assertThat(behind.isPooled()).isTrue();
            assertThat(direct.isPooled()).isFalse();
        }
    }

    @Test
    void every_database_is_reached_through_it() {
        PgQuery named = PgQuery.named("named")
                .scope(PgScope.DATABASE)
                .sql("SELECT current_database() AS datname, 2 AS two")
                .label("datname")
                .gauge("pg_two", "two", "Two.")
                .build();
        PgSettings settings = settings().discovery(PgDiscovery.all(10, 3)).build();
        try (Scraping scraping = Scraping.of(Scraping.target(settings, named))) {
            for (int i = 0; i < 3; i++) {
                assertThat(scraping.scrape().all("pg_two"))
                        .extracting(sample -> sample.labels().get("datname"))
                        .containsExactlyInAnyOrder("app", "postgres");
            }
        }
    }

    @Test
    void a_parameter_that_it_refuses_is_named_with_what_would_let_it_in() throws Exception {
        PgSettings settings = settings().parameter("options", "-c geqo=off").build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, PgQueries.standard()))) {
            Page page = scraping.scrape();
            assertThat(page.value("pg_up")).isZero();
            assertThat(Scraping.reason(page)).isEqualTo("protocol");
        }
        assertThatThrownBy(() -> Scraping.target(settings).open(Deadline.after(Duration.ofSeconds(20))))
                .satisfies(e -> assertThat(new PgDiagnosis(settings).diagnose(e).message())
                        .contains("refuses the startup parameter options")
                        .endsWith("; set ignore_startup_parameters = options in pgbouncer.ini"));
    }
}
