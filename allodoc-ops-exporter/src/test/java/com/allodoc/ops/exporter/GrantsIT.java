package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that {@code grants postgres} describes, made with exactly that text, is enough, and is not too much. */
class GrantsIT {
    @TempDir
    private Path folder;

    private ExporterConfig config(PostgresServer server, String user) throws Exception {
        Path file = Files.writeString(folder.resolve("ops.yml"), """
            scrape: {timeout: 20s}
            targets:
              postgres:
                - {name: main, host: 127.0.0.1, port: %d, user: '%s', databases: {discover: true, connections: 3}}
            """.formatted(server.port(), user));
        return ConfigLoader.of(Environment.of(Map.of())).fromFile(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void every_standard_collector_succeeds_or_says_what_it_needs(int version) throws Exception {
        PostgresServer server = PostgresServer.start(version);
        String role = "wat\"cher";
        ExporterConfig config = config(server, role);
        server.execute("CREATE TABLE IF NOT EXISTS patients (name text)");
        // As psql would: comments and all, in one go.
        server.execute(String.join("\n", Grants.postgres(config, Optional.empty())));
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Exporter exporter = Exporter.of(config)) {
                assertThat(exporter.once(out)).isEqualTo(Exporter.Outcome.ALL_UP);
            }
            List<String> page = out.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(page).contains("pg_up 1", "pg_exporter_last_scrape_error 0");
            assertThat(page.stream()
                            .filter(line -> line.startsWith("pg_scrape_collector_success") && line.endsWith("} 0")))
                    .allMatch(line -> page.contains(line.replace(
                                    "pg_scrape_collector_success{",
                                    "allodoc_collector_skipped{" + "source=\"postgres\",target=\"main\",")
                            .replace("} 0", "} 1")));
            assertThatThrownBy(() -> {
                        try (var connection = DriverManager.getConnection(
                                        "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", role, "");
                                var statement = connection.createStatement()) {
                            statement.executeQuery("SELECT name FROM patients");
                        }
                    })
                    .hasMessageContaining("permission denied for table patients");
        } finally {
            server.execute("DROP TABLE patients", "DROP OWNED BY \"wat\"\"cher\"", "DROP ROLE \"wat\"\"cher\"");
        }
    }

    @Test
    void the_superuser_of_a_configuration_that_says_nothing_is_not_made_again() throws Exception {
        ExporterConfig config = ConfigLoader.of(Environment.of(Map.of("REDIS_ADDR", "", "DOCKER_HOST", "")))
                .fromEnvironment();
        assertThat(Grants.postgres(config, Optional.empty()))
                .anyMatch(line -> line.startsWith("CREATE ROLE \"allodoc_ops\" LOGIN"))
                .noneMatch(line -> line.contains("\"postgres\" LOGIN"));
        assertThat(Grants.postgres(config, Optional.of("mine"))).contains("GRANT pg_monitor TO \"mine\";");
    }
}
