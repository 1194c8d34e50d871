package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.assertFullMapping;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a PostgreSQL target: its defaults, and a file in which every key has another value. */
class PostgresRecordTest {
    private static final String FULL = ConfigFixture.resource("/config/full.yml");

    private static final List<PostgresQuery> FULL_QUERIES = List.of(new PostgresQuery(
            "orders",
            true,
            Duration.ofMinutes(1),
            Optional.of(Duration.ofSeconds(2)),
            10,
            new ServerVersions(14, 18),
            "SELECT status,\n  count(*) FROM orders GROUP BY 1\n",
            List.of("status"),
            true,
            List.of(new PostgresQuery.Metric(
                    "orders_total",
                    PostgresQuery.Kind.MAPPED,
                    "count",
                    "Orders.",
                    Map.of("a", 1.5),
                    new ServerVersions(15, 17))),
            new SqlOrigin("ops.yml", 35, List.of(20, 20))));

    @TempDir
    private Path folder;

    @Test
    void is_the_local_server_by_default() {
        assertThat(read(folder, "targets: {postgres: [{}]}").postgres())
                .containsExactly(PostgresTarget.builder().build())
                .containsExactly(new PostgresTarget(
                        "localhost:5432",
                        "localhost",
                        5432,
                        "postgres",
                        "postgres",
                        Optional.empty(),
                        Map.of(),
                        PostgresDatabases.DEFAULT,
                        PostgresTables.DEFAULT,
                        Duration.ofHours(1),
                        1_000_000,
                        CollectorSelection.STANDARD,
                        List.of()));
    }

    @Test
    void maps_every_key() {
        PostgresTarget full = read(folder, FULL).postgres().get(0);
        assertFullMapping(PostgresTarget.builder().build(), full);
        assertThat(full)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*origin.*")
                .isEqualTo(new PostgresTarget(
                        "main",
                        "db1",
                        6432,
                        "clinic",
                        "monitor",
                        Optional.of(Secret.of("pw")),
                        Map.ofEntries(
                                Map.entry("sslmode", "verify-full"),
                                Map.entry("passfile", "/run/pgpass"),
                                Map.entry("sslrootcert", "/tls/root.pem"),
                                Map.entry("sslcert", "/tls/client.pem"),
                                Map.entry("sslkey", "/tls/client.key"),
                                Map.entry("sslpassword", "keypw"),
                                Map.entry("sslNegotiation", "direct"),
                                Map.entry("channelBinding", "require"),
                                Map.entry("requireAuth", "scram-sha-256"),
                                Map.entry("gssEncMode", "disable"),
                                Map.entry("kerberosServerName", "pg"),
                                Map.entry("connectTimeout", "3"),
                                Map.entry("tcpKeepAlive", "true"),
                                Map.entry("ApplicationName", "ops"),
                                Map.entry("options", "-c search_path=app")),
                        new PostgresDatabases(true, List.of("app_.*"), List.of(".*_old"), 40, 5),
                        new PostgresTables(List.of("public[.].*"), List.of(".*_tmp"), 50),
                        Duration.ofMinutes(30),
                        5000,
                        new CollectorSelection(
                                new TreeSet<>(Set.of("stat_statements")),
                                new TreeSet<>(Set.of("locks")),
                                new TreeMap<>(Map.of("settings", Duration.ofMinutes(10)))),
                        FULL_QUERIES));
        assertThat(full.parameters()).hasSameSizeAs(PostgresParameter.values());
    }

    @Test
    void asks_only_the_database_it_logs_in_to_unless_told_otherwise() {
        assertFullMapping(
                PostgresDatabases.DEFAULT, read(folder, FULL).postgres().get(0).databases());
        assertFullMapping(
                PostgresTables.DEFAULT, read(folder, FULL).postgres().get(0).tables());
        assertFullMapping(
                CollectorSelection.STANDARD,
                read(folder, FULL).postgres().get(0).collectors());
    }

    @Test
    void knows_no_property_that_the_driver_does_not_know() throws SQLException {
        String url = "jdbc:postgresql://localhost/";
        List<String> properties = Arrays.stream(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
                .map(property -> property.name)
                .toList();
        assertThat(PostgresParameter.values())
                .filteredOn(parameter -> parameter != PostgresParameter.PASS_FILE)
                .extracting(PostgresParameter::property)
                .isSubsetOf(properties);
    }
}
