package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PgSessionIT {
    private final PostgresServer server = PostgresServer.start(17);
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(20));
    private PgSession session = open();

    private PgSession open() {
        try {
            return Scraping.target(Scraping.settings(server).build()).open(deadline);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String ask(String sql) throws SQLException {
        return session.query("SELECT " + sql, deadline, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    private String state(String sql) {
        try {
            ask(sql);
            return "none";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    @Nested
    class While_a_scrape_runs {
        @Test
        void the_server_ends_what_would_outlast_the_deadline() throws SQLException {
            session.begin(Deadline.after(Duration.ofSeconds(5)));
            assertThat(milliseconds("statement_timeout")).isCloseTo(4_500, within(300.0));
            assertThat(milliseconds("lock_timeout")).isEqualTo(100);
            assertThat(milliseconds("idle_in_transaction_session_timeout")).isCloseTo(5_000, within(300.0));
            assertThat(ask("current_setting('client_connection_check_interval')"))
                    .isEqualTo("1s");
        }

        @Test
        void the_limit_shrinks_with_what_remains() throws SQLException {
            session.begin(Deadline.after(Duration.ofSeconds(20)));
            String limit = session.query(
                    "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'",
                    Deadline.after(Duration.ofSeconds(2)),
                    rows -> {
                        rows.next();
                        return rows.getString(1);
                    });
            assertThat(Double.parseDouble(limit)).isCloseTo(1_800, within(200.0));
        }

        @Test
        void nothing_can_be_written() throws SQLException {
            session.begin(deadline);
            assertThat(state("nextval(pg_get_serial_sequence('x', 'y'))")).isNotEqualTo("none");
            assertThat(state("lo_create(0)")).isEqualTo("25006");
        }

        @Test
        void a_function_of_the_same_name_elsewhere_is_not_called() throws SQLException {
            server.execute(
                    "CREATE SCHEMA trap",
                    "CREATE FUNCTION trap.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT ''infinity''::timestamptz'",
                    "CREATE FUNCTION trap.set_config(text, text, bool) RETURNS text LANGUAGE sql AS 'SELECT ''caught'''",
                    "ALTER DATABASE postgres SET search_path = trap, pg_catalog");
            try (PgSession trapped = open()) {
                session = trapped;
                trapped.begin(deadline);
                assertThat(ask("now() < 'infinity'")).isEqualTo("t");
                assertThat(ask("current_setting('lock_timeout')")).isEqualTo("100ms");
            } finally {
                server.execute("ALTER DATABASE postgres RESET search_path", "DROP SCHEMA trap CASCADE");
            }
        }

        @Test
        void a_failed_query_leaves_the_session_usable_and_limited() throws SQLException {
            session.begin(deadline);
            assertThat(state("1 / 0")).isEqualTo("22012");
            assertThat(session.isAlive()).isTrue();
            assertThat(ask("'still here'")).isEqualTo("still here");
            assertThat(ask("current_setting('lock_timeout')")).isEqualTo("100ms");
            assertThat(state("lo_create(0)")).isEqualTo("25006");
            session.end();
            session.begin(deadline);
            assertThat(ask("1")).isEqualTo("1");
        }

        @Test
        void a_query_of_somebody_else_takes_no_limit_away_from_the_next_one() throws Exception {
            PgQuery lingers = PgQuery.named("lingers")
                    .sql("SELECT set_config('statement_timeout', '0', false)::int AS v")
                    .gauge("pg_v", "v", "V.")
                    .foreign()
                    .build();
            session.begin(deadline);
            lingers.collect(session, deadline);
            assertThat(ask("current_setting('statement_timeout')")).isNotEqualTo("0");
        }

        @Test
        void a_lock_that_is_held_is_waited_for_a_tenth_of_a_second_only() throws Exception {
            server.execute("CREATE TABLE IF NOT EXISTS locked (id int)");
            try (var other = server.connect("holder");
                    var statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
                session.begin(deadline);
                long start = System.nanoTime();
                assertThat(state("count(*) FROM locked")).isEqualTo("55P03");
                assertThat(millisSince(start)).isLessThan(3_000);
                assertThat(ask("1")).isEqualTo("1");
            } finally {
                server.execute("DROP TABLE locked");
            }
        }

        private double milliseconds(String setting) throws SQLException {
            return Double.parseDouble(ask("setting FROM pg_settings WHERE name = '" + setting + "'"));
        }
    }

    @Nested
    class Between_scrapes {
        @Test
        void no_transaction_is_open_and_no_limit_is_left() throws SQLException {
            session.begin(deadline);
            String pid = ask("pg_backend_pid()");
            session.end();
            assertThat(server.query("SELECT state, application_name FROM pg_stat_activity WHERE pid = " + pid))
                    .containsExactly("idle|allodoc-ops");
        }

        @Test
        void the_end_of_a_good_scrape_does_not_count_as_a_rollback() throws SQLException {
            server.execute("CREATE DATABASE counted");
            try (PgSession counted = Scraping.target(
                            Scraping.settings(server).database("counted").build())
                    .open(deadline)) {
                for (int i = 0; i < 5; i++) {
                    counted.begin(deadline);
                    counted.end();
                }
            }
            // Statistics of a session are complete when it has ended.
            awaitNoSession("counted");
            assertThat(server.query("SELECT xact_rollback FROM pg_stat_database WHERE datname = 'counted'"))
                    .containsExactly("0");
            server.execute("DROP DATABASE counted");
        }

        private void awaitNoSession(String database) {
            Deadline patience = Deadline.after(Duration.ofSeconds(10));
            while (server.number("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database + "'") > 0) {
                assertThat(patience.isExpired()).as("session has ended").isFalse();
            }
        }
    }

    @Nested
    class Knows {
        @Test
        void the_version_and_that_this_is_no_standby() throws SQLException {
            session.begin(deadline);
            assertThat(session.version().major()).isEqualTo(17);
            assertThat(session.version().text()).startsWith("PostgreSQL 17.");
            assertThat(session.isInRecovery()).isFalse();
            assertThat(session.server()).isEqualTo("127.0.0.1:" + server.port());
        }
    }

    @Nested
    class Aborted {
        @Test
        void a_read_that_a_stopped_server_blocks_ends_at_once() throws Exception {
            session.begin(deadline);
            server.pause();
            try {
                CompletableFuture<String> blocked = CompletableFuture.supplyAsync(() -> state("1"));
                assertThatExceptionOfType(java.util.concurrent.TimeoutException.class)
                        .isThrownBy(() -> blocked.get(300, TimeUnit.MILLISECONDS));
                long start = System.nanoTime();
                session.abort();
                session.abort();
                assertThat(blocked.get(5, TimeUnit.SECONDS)).isEqualTo("08006");
                assertThat(millisSince(start)).isLessThan(500);
                assertThat(session.isAlive()).isFalse();
                session.close();
                session.close();
                session.abort();
            } finally {
                server.resume();
            }
        }

        @Test
        void the_server_gives_up_the_query_too() throws Exception {
            session.begin(deadline);
            String pid = ask("pg_backend_pid()");
            CompletableFuture<String> sleeping = CompletableFuture.supplyAsync(() -> state("pg_sleep(15)"));
            awaitState(pid, "active");
            session.abort();
            assertThat(sleeping.get(5, TimeUnit.SECONDS)).isEqualTo("08006");
            awaitState(pid, "");
        }

        private void awaitState(String pid, String expected) {
            Deadline patience = Deadline.after(Duration.ofSeconds(10));
            String sql = "SELECT coalesce(max(state), '') FROM pg_stat_activity WHERE pid = " + pid;
            while (!server.query(sql).get(0).equals(expected)) {
                assertThat(patience.isExpired()).as("state is " + expected).isFalse();
            }
        }
    }

    @Nested
    class Without_anybody_to_abort_it {
        @Test
        void a_read_ends_soon_after_the_deadline() throws Exception {
            session.begin(deadline);
            server.pause();
            try {
                long start = System.nanoTime();
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> session.begin(Deadline.after(Duration.ofMillis(300))));
                assertThat(millisSince(start)).isBetween(300L, 3_000L);
                assertThat(session.isAlive()).isFalse();
            } finally {
                server.resume();
            }
        }
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
