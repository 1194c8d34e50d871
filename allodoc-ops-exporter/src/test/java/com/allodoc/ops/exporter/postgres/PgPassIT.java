package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target without a password takes it from the password file of every PostgreSQL client, anew at every connect. */
class PgPassIT {
    private static final String PLACE = "org.postgresql.pgpassfile";

    private static final PgQuery QUERY = PgQuery.named("one")
            .sql("SELECT 1 AS one")
            .gauge("pg_one", "one", "One.")
            .build();

    private final PostgresServer server = PostgresServer.start(17);

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(PLACE);
        server.execute("DROP ROLE \"from file\"");
    }

    private void write(Path file, String password) throws Exception {
        Files.writeString(file, "# a comment\n127.0.0.1:" + server.port() + ":*:from file:" + password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void also_after_it_was_changed() throws Exception {
        server.createRole("from file", "one:1", "pg_monitor");
        Path file = folder.resolve("pgpass");
        System.setProperty(PLACE, file.toString());
        write(file, "one\\:1");
        PgSettings settings = Scraping.settings(server).user("from file").build();
        try (Scraping scraping = Scraping.of(
                PgTarget.of(settings.toBuilder().connectionMaxAge(Duration.ZERO).build(), List.of(QUERY)))) {
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
            server.execute("ALTER ROLE \"from file\" PASSWORD 'two'");
            assertThat(Scraping.reason(scraping.scrape())).isEqualTo("auth");
            write(file, "two");
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
        }
    }

    @Test
    void also_from_the_file_that_the_connection_string_names() throws Exception {
        server.createRole("from file", "t:wo\\", "pg_monitor");
        Path file = folder.resolve("named");
        PgSettings settings = Scraping.settings(server)
                .user("from file")
                .parameter("passfile", file.toString())
                .build();
        try (Scraping scraping = Scraping.of(PgTarget.of(settings, List.of(QUERY)))) {
            Page page = scraping.scrape();
            assertThat(Scraping.reason(page)).isEqualTo("auth");
            write(file, "t:wo\\\\");
            assertThat(scraping.scrape().value("pg_up")).isEqualTo(1);
        }
    }
}
