package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.SelfSigned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgTlsIT {
    private PostgresServer server = PostgresServer.start(18);
    private Path certificate = Path.of("none");

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        SelfSigned made = SelfSigned.in(directory);
        certificate = made.certificate();
        server = PostgresServer.startAlone(
                18,
                Map.of(
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        made.certificate().toString(),
                        "ssl_key_file",
                        made.key().toString()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private PgSettings.Builder verifying(Path root) {
        return Scraping.settings(server)
                .host("localhost")
                .parameter("sslmode", "verify-full")
                .parameter("sslrootcert", root.toString());
    }

    private static Page scrape(PgSettings settings) {
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, PgQueries.standard()))) {
            return scraping.scrape();
        }
    }

    @Test
    void a_server_that_is_trusted_is_scraped_over_tls() {
        PgQuery query = PgQuery.named("tls")
                .sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                .gauge("pg_tls", "ssl", "Encrypted.")
                .build();
        try (Scraping scraping =
                Scraping.of(Scraping.target(verifying(certificate).build(), query))) {
            assertThat(scraping.scrape().value("pg_tls")).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_nobody_vouches_for_is_down_because_of_tls(@TempDir Path elsewhere) throws Exception {
        Path other = SelfSigned.in(elsewhere).certificate();
        assertThat(Scraping.reason(scrape(verifying(other).build()))).isEqualTo("tls");
    }

    @Test
    void a_server_of_another_name_is_down_because_of_tls() {
        assertThat(Scraping.reason(
                        scrape(verifying(certificate).host("127.0.0.1").build())))
                .isEqualTo("tls");
    }

    @Test
    void a_root_certificate_that_is_not_there_is_tls_too() {
        assertThat(Scraping.reason(scrape(verifying(Path.of("/nowhere.crt")).build())))
                .isEqualTo("tls");
    }

    @Test
    void a_hung_server_costs_no_more_than_the_deadline() {
        try (Scraping scraping = Scraping.of(PgTarget.of(verifying(certificate).build(), PgQueries.standard()))) {
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
            server.pause();
            try {
                for (int i = 0; i < 2; i++) {
                    long start = System.nanoTime();
                    Page page = scraping.scrape(Duration.ofMillis(700));
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
                    assertThat(Scraping.reason(page)).isEqualTo("timeout");
                }
            } finally {
                server.resume();
            }
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
        }
    }
}
