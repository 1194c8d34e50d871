package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whole scrapes on good days and on bad ones: what is asked is always the page, which must come, in time. */
class PgScrapeIT {
    private static final String OURS = "FROM pg_stat_activity WHERE application_name = 'allodoc-ops'";
    private static final PgQuery SLEEP = PgQuery.named("sleep")
            .sql("SELECT 1 AS slept FROM pg_sleep(30)")
            .gauge("pg_slept", "slept", "Slept.")
            .build();
    private static final PgQuery ONE = PgQuery.named("one")
            .sql("SELECT 1 AS one")
            .gauge("pg_one", "one", "One.")
            .build();

    private static Page scrape(PgSettings settings) {
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, PgQueries.standard()))) {
            return scraping.scrape();
        }
    }

    private static void assertDown(Page page, String reason) {
        assertThat(Scraping.reason(page)).isEqualTo(reason);
        assertThat(page.value("pg_up")).isZero();
        assertThat(page.value("pg_exporter_last_scrape_error")).isEqualTo(1);
        assertThat(page.all("pg_scrape_collector_success")).isNotEmpty().allMatch(sample -> sample.value() == 0);
    }

    private static void assertUp(Page page) {
        assertThat(Scraping.reason(page)).isEqualTo("ok");
        assertThat(page.value("pg_up")).isEqualTo(1);
        assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
        assertThat(page.all("pg_scrape_collector_success")).isNotEmpty().allMatch(sample -> sample.value() == 1);
    }

    @Nested
    class Nobody_gets_in {
        private final PostgresServer server = PostgresServer.start(18);

        @Test
        void with_a_wrong_password() {
            server.createRole("wrong", "right");
            assertDown(scrape(Scraping.login(server, "wrong", "guess").build()), "auth");
        }

        @Test
        void without_the_password_that_is_wanted() {
            server.createRole("silent", "right");
            assertDown(scrape(Scraping.settings(server).user("silent").build()), "auth");
        }

        @Test
        void as_a_role_that_is_not_there() {
            assertDown(scrape(Scraping.settings(server).user("nobody").build()), "auth");
        }

        @Test
        void from_an_address_that_no_rule_names() {
            assertDown(
                    scrape(Scraping.settings(server)
                            .parameter("localSocketAddress", "127.0.0.2")
                            .build()),
                    "permission");
        }

        @Test
        void to_a_database_that_is_not_there() {
            assertDown(scrape(Scraping.settings(server).database("nowhere").build()), "error");
        }

        @Test
        void to_a_database_that_is_not_granted() {
            server.createRole("stranger", "s");
            server.execute("CREATE DATABASE closed", "REVOKE CONNECT ON DATABASE closed FROM public");
            assertDown(
                    scrape(Scraping.login(server, "stranger", "s")
                            .database("closed")
                            .build()),
                    "permission");
        }

        @Test
        void with_tls_where_there_is_none() {
            assertDown(
                    scrape(Scraping.settings(server)
                            .parameter("sslmode", "require")
                            .build()),
                    "tls");
        }

        @Test
        void where_nothing_listens() throws IOException {
            assertDown(scrape(PgSettings.named("main").port(freePort()).build()), "refused");
        }

        @Test
        void at_a_name_without_an_address() {
            assertDown(scrape(PgSettings.named("main").host("nowhere.invalid").build()), "unresolved");
        }

        @Test
        void at_a_port_that_speaks_another_protocol() throws IOException {
            try (ServerSocket redis = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                CompletableFuture.runAsync(() -> answer(redis, "-ERR unknown command\r\n"));
                assertDown(
                        scrape(PgSettings.named("main")
                                .port(redis.getLocalPort())
                                .parameter("sslmode", "disable")
                                .build()),
                        "protocol");
            }
        }

        private void answer(ServerSocket listener, String line) {
            try (var socket = listener.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }
    }

    @Nested
    class A_password_that_changes {
        @Test
        void is_read_at_the_next_connect() {
            PostgresServer server = PostgresServer.start(18);
            server.createRole("rotated", "old");
            AtomicReference<String> password = new AtomicReference<>("new");
            PgSettings settings = Scraping.settings(server)
                    .user("rotated")
                    .password(() -> Optional.ofNullable(password.get()))
                    .build();
            try (Scraping scraping = Scraping.of(PgTarget.of(settings, PgQueries.standard()))) {
                assertDown(scraping.scrape(), "auth");
                password.set("old");
                assertUp(scraping.scrape());
            }
        }
    }

    @Nested
    class A_hung_server {
        private final PostgresServer server = PostgresServer.start(18);

        @Test
        void costs_a_kept_session_no_more_than_the_deadline_and_is_found_again() {
            try (Scraping scraping = Scraping.of(server)) {
                assertUp(scraping.scrape());
                server.pause();
                try {
                    assertTimely(scraping, "timeout");
                    assertTimely(scraping, "timeout");
                } finally {
                    server.resume();
                }
                assertUp(scraping.scrape());
                assertConnections(1);
            }
        }

        @Test
        void costs_a_new_session_no_more_than_the_deadline() {
            server.pause();
            try (Scraping scraping = Scraping.of(server)) {
                assertTimely(scraping, "timeout");
            } finally {
                server.resume();
            }
        }

        @Test
        void in_the_middle_of_a_query_keeps_what_was_collected_before() {
            PgTarget target = Scraping.target(Scraping.settings(server).build(), ONE, SLEEP);
            try (Scraping scraping = Scraping.of(target)) {
                CompletableFuture<Page> page = scraping.start(Duration.ofSeconds(3));
                awaitActive("pg_sleep");
                server.pause();
                try {
                    Page partial = page.join();
                    assertThat(Scraping.reason(partial)).isEqualTo("timeout");
                    assertThat(partial.value("pg_one")).isEqualTo(1);
                } finally {
                    server.resume();
                }
            }
        }

        private void assertTimely(Scraping scraping, String reason) {
            long start = System.nanoTime();
            assertDown(scraping.scrape(Duration.ofMillis(700)), reason);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
        }

        private void awaitActive(String query) {
            await(() ->
                    server.number("SELECT count(*) " + OURS + " AND state = 'active' AND query LIKE '%" + query + "%'")
                            == 1);
        }

        private void assertConnections(int expected) {
            await(() -> server.number("SELECT count(*) " + OURS) == expected);
        }
    }

    @Nested
    class A_slow_query {
        private final PostgresServer server = PostgresServer.start(18);

        @Test
        void is_ended_by_the_server_and_costs_nothing_but_itself() {
            PgTarget target = Scraping.target(Scraping.settings(server).build(), SLEEP, ONE);
            try (Scraping scraping = Scraping.of(target)) {
                Page page = scraping.scrape(Duration.ofSeconds(2));
                assertThat(Scraping.reason(page)).isEqualTo("ok");
                assertThat(page.value("pg_one")).isEqualTo(1);
                assertThat(page.value("pg_scrape_collector_success", "collector", "sleep"))
                        .isZero();
                assertThat(page.value("pg_scrape_collector_success", "collector", "one"))
                        .isEqualTo(1);
                assertThat(page.value("pg_exporter_last_scrape_error")).isEqualTo(1);
                assertThat(server.query("SELECT state " + OURS)).containsExactly("idle");
            }
        }
    }

    @Nested
    class A_server_that_dies {
        @Test
        void in_the_middle_of_a_scrape_is_lost_and_found_again_after_its_restart() {
            try (PostgresServer server = PostgresServer.startAlone(16, Map.of())) {
                PgTarget target = Scraping.target(Scraping.settings(server).build(), ONE, SLEEP);
                try (Scraping scraping = Scraping.of(target);
                        Scraping standard = Scraping.of(server)) {
                    assertUp(standard.scrape());
                    CompletableFuture<Page> page = scraping.start(Scraping.PLENTY);
                    await(() -> server.number("SELECT count(*) " + OURS + " AND query LIKE '%pg_sleep%'") == 1);
                    server.kill();
                    Page partial = page.join();
                    assertThat(Scraping.reason(partial)).isEqualTo("lost");
                    assertThat(partial.value("pg_one")).isEqualTo(1);
                    assertDown(standard.scrape(), "refused");

                    server.restart();
                    assertUp(standard.scrape());

                    server.restart();
                    assertUp(standard.scrape());
                }
            }
        }

        @Test
        void politely_says_so() {
            PostgresServer server = PostgresServer.start(16);
            PgTarget target = Scraping.target(Scraping.settings(server).build(), SLEEP, ONE);
            try (Scraping scraping = Scraping.of(target)) {
                CompletableFuture<Page> page = scraping.start(Scraping.PLENTY);
                await(() -> server.number("SELECT count(*) " + OURS + " AND query LIKE '%pg_sleep%'") == 1);
                server.query("SELECT pg_terminate_backend(pid) " + OURS);
                assertThat(Scraping.reason(page.join())).isEqualTo("lost");
            }
        }
    }

    @Nested
    class A_server_without_a_free_connection {
        @Test
        void is_busy_and_then_is_not() throws Exception {
            Map<String, String> few = Map.of("max_connections", "5", "superuser_reserved_connections", "1");
            try (PostgresServer server = PostgresServer.startAlone(17, few)) {
                server.createRole("ops", "s", "pg_monitor");
                List<Connection> others = new ArrayList<>();
                try (Scraping scraping = Scraping.of(
                        PgTarget.of(Scraping.login(server, "ops", "s").build(), PgQueries.standard()))) {
                    for (int i = 0; i < 4; i++) {
                        others.add(server.connect("other"));
                    }
                    assertDown(scraping.scrape(), "busy");
                    for (Connection other : others) {
                        other.close();
                    }
                    Deadline patience = Deadline.after(Duration.ofSeconds(10));
                    Page page = scraping.scrape();
                    while (page.value("pg_up") == 0) {
                        assertThat(patience.isExpired()).isFalse();
                        page = scraping.scrape();
                    }
                    assertUp(page);
                }
            }
        }
    }

    @Nested
    class Any_number_of_scrapes {
        @Test
        void uses_one_connection_and_always_the_same() {
            PostgresServer server = PostgresServer.start(15);
            try (Scraping scraping = Scraping.of(server)) {
                scraping.scrape();
                List<String> backend = server.query("SELECT pid " + OURS);
                List<CompletableFuture<Page>> pages = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    pages.add(scraping.start(Scraping.PLENTY));
                    assertThat(server.number("SELECT count(*) " + OURS)).isEqualTo(1);
                }
                pages.forEach(page -> assertUp(page.join()));
                assertThat(server.query("SELECT pid " + OURS)).hasSize(1).isEqualTo(backend);
                assertThat(scraping.scrape().value("pg_exporter_scrapes_total")).isEqualTo(52);
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        Deadline patience = Deadline.after(Duration.ofSeconds(10));
        while (!condition.holds()) {
            assertThat(patience.isExpired()).as("it came about in time").isFalse();
        }
    }
}
