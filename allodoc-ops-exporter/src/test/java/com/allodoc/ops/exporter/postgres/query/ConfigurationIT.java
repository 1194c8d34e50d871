package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.Scraping;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationIT {
    private static final String PENDING = "allodoc_postgres_settings_pending_restart";
    private static final String FINGERPRINT = "allodoc_postgres_settings_fingerprint";

    static List<Integer> versions() {
        return PostgresServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_setting_that_waits_for_a_restart_is_counted(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Scraping scraping = Scraping.of(server, Configuration.QUERY)) {
            server.execute("ALTER SYSTEM SET max_files_per_process = 900", "SELECT pg_reload_conf()");
            Await.until(() -> pending(server).contains("max_files_per_process"));
            Await.until(
                    () -> scraping.scrape().value(PENDING) == pending(server).size());
        } finally {
            server.execute("ALTER SYSTEM RESET max_files_per_process", "SELECT pg_reload_conf()");
        }
    }

    /** As the server itself says: those that it was started with on its command line may be among them. */
    private static List<String> pending(PostgresServer server) {
        return server.query("SELECT name FROM pg_settings WHERE pending_restart");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_text_that_changes_shows_and_its_return_too(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        try (Scraping scraping = Scraping.of(server, Configuration.QUERY)) {
            double before = scraping.scrape().value(FINGERPRINT);
            server.execute("ALTER SYSTEM SET log_line_prefix = 'changed '", "SELECT pg_reload_conf()");
            Await.until(() -> scraping.scrape().value(FINGERPRINT) != before);
            server.execute("ALTER SYSTEM RESET log_line_prefix", "SELECT pg_reload_conf()");
            Await.until(() -> scraping.scrape().value(FINGERPRINT) == before);
        } finally {
            server.execute("ALTER SYSTEM RESET log_line_prefix", "SELECT pg_reload_conf()");
        }
    }

    /** Each scrape begins a transaction with timeouts that follow from its own deadline. */
    @Test
    void nothing_that_we_set_or_any_session_sets_is_a_change() {
        PostgresServer server = PostgresServer.start(18);
        try (Scraping one = Scraping.of(server, Configuration.QUERY);
                Scraping other = Scraping.of(server, Configuration.QUERY)) {
            double fingerprint = one.scrape().value(FINGERPRINT);
            server.execute("SET work_mem = '64MB'", "SET application_name = 'somebody'");
            assertThat(one.scrape(Duration.ofSeconds(7)).value(FINGERPRINT)).isEqualTo(fingerprint);
            assertThat(other.scrape().value(FINGERPRINT)).isEqualTo(fingerprint);
        }
    }
}
