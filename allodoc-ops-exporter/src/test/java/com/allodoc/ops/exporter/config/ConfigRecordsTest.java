package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.assertFullMapping;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For every record: its defaults, and a file in which every key has another value than the default. */
class ConfigRecordsTest {
    private static final String FULL = """
            listen:
              addresses: [":9000", "[::1]:9001"]
            scrape:
              timeout: 1m30s
              timeoutMargin: 250ms
            targets:
              postgres:
                - name: main
                  host: db1
                  port: 6432
                  database: clinic
                  user: monitor
                  password: pw
                  sslMode: verify-full
                  sslRootCert: /tls/root.pem
                  sslCert: /tls/client.pem
                  sslKey: /tls/client.key
                  sslPassword: keypw
                  sslNegotiation: direct
                  channelBinding: require
                  requireAuth: scram-sha-256
                  gssEncMode: disable
                  kerberosServerName: pg
                  connectTimeout: 3s
                  tcpKeepAlive: true
                  applicationName: ops
                  options: -c search_path=app
                  databases: {discover: true, include: ["app_.*"], exclude: [".*_old"], max: 40, connections: 5}
                  connectionMaxAge: 30m
                  maxSeries: 5000
                  queries:
                    - name: orders
                      scope: database
                      interval: 1m
                      timeout: 2s
                      maxRows: 10
                      since: 14
                      before: 18
                      sql: |
                        SELECT status,
                          count(*) FROM orders GROUP BY 1
                      labels: [status]
                      labelServer: true
                      metrics:
                        - {name: orders_total, type: mapped, column: count, help: Orders., mapping: {a: 1.5}, since: 15, before: 17}
                  collectors: {enable: [stat_statements], disable: [locks], intervals: {settings: 10m}}
              redis:
                - name: cache
                  host: redis1
                  port: 6380
                  tls: true
                  user: exporter
                  password: rpw
                  tlsCa: /tls/ca.pem
                  tlsCertificate: /tls/redis.pem
                  tlsKey: /tls/redis.key
                  tlsVerify: false
              docker:
                - name: node1
                  host: tcp://node1:2376
                  tlsCertPath: /tls/docker
                  cgroupRoot: /host/sys/fs/cgroup
                  procRoot: /host/proc
            """;

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

    @Nested
    class Listen {
        @Test
        void listens_on_loopback_by_default() {
            assertThat(read(folder, "targets: {}").listen())
                    .isEqualTo(ListenConfig.DEFAULT)
                    .isEqualTo(new ListenConfig(List.of(new ListenAddress("127.0.0.1", 9610))));
        }

        @Test
        void maps_every_key() {
            ListenConfig full = read(folder, FULL).listen();
            assertFullMapping(ListenConfig.DEFAULT, full);
            assertThat(full.addresses()).containsExactly(new ListenAddress("", 9000), new ListenAddress("::1", 9001));
        }

        @Test
        void refuses_no_address_and_the_same_twice() {
            assertThatIllegalArgumentException().isThrownBy(() -> new ListenConfig(List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ListenConfig(List.of(ListenAddress.DEFAULT, ListenAddress.DEFAULT)))
                    .withMessageContaining("127.0.0.1:9610 twice");
        }
    }

    @Nested
    class Scrape {
        @Test
        void takes_ten_seconds_and_half_a_second_of_margin_by_default() {
            assertThat(read(folder, "targets: {}").scrape())
                    .isEqualTo(new ScrapeConfig(Duration.ofSeconds(10), Duration.ofMillis(500)));
        }

        @Test
        void maps_every_key() {
            ScrapeConfig full = read(folder, FULL).scrape();
            assertFullMapping(ScrapeConfig.DEFAULT, full);
            assertThat(full).isEqualTo(new ScrapeConfig(Duration.ofSeconds(90), Duration.ofMillis(250)));
        }

        @Test
        void refuses_a_margin_that_leaves_no_time() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ScrapeConfig(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                    .withMessage("timeoutMargin (1s) must be shorter than timeout (1s)");
        }
    }

    @Nested
    class Postgres {
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
                    PostgresDatabases.DEFAULT,
                    read(folder, FULL).postgres().get(0).databases());
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
                    .extracting(PostgresParameter::property)
                    .isSubsetOf(properties);
        }
    }

    @Nested
    class Redis {
        @Test
        void is_the_local_server_by_default() {
            assertThat(read(folder, "targets: {redis: [{}]}").redis())
                    .containsExactly(RedisTarget.builder().build())
                    .containsExactly(new RedisTarget(
                            "localhost:6379",
                            "localhost",
                            6379,
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            true));
        }

        @Test
        void maps_every_key() {
            RedisTarget full = read(folder, FULL).redis().get(0);
            assertFullMapping(RedisTarget.builder().build(), full);
            assertThat(full)
                    .isEqualTo(new RedisTarget(
                            "cache",
                            "redis1",
                            6380,
                            true,
                            Optional.of("exporter"),
                            Optional.of(Secret.of("rpw")),
                            Optional.of(Path.of("/tls/ca.pem")),
                            Optional.of(Path.of("/tls/redis.pem")),
                            Optional.of(Path.of("/tls/redis.key")),
                            false));
        }
    }

    @Nested
    class Containers {
        @Test
        void are_the_local_engine_by_default() {
            assertThat(read(folder, "targets: {docker: [{}]}").containers())
                    .containsExactly(ContainerTarget.builder().build())
                    .containsExactly(new ContainerTarget(
                            "local",
                            "unix:///var/run/docker.sock",
                            Optional.empty(),
                            Path.of("/sys/fs/cgroup"),
                            Path.of("/proc")));
        }

        @Test
        void map_every_key() {
            ContainerTarget full = read(folder, FULL).containers().get(0);
            assertFullMapping(ContainerTarget.builder().build(), full);
            assertThat(full)
                    .isEqualTo(new ContainerTarget(
                            "node1",
                            "tcp://node1:2376",
                            Optional.of(Path.of("/tls/docker")),
                            Path.of("/host/sys/fs/cgroup"),
                            Path.of("/host/proc")));
        }
    }

    @Nested
    class The_whole {
        @Test
        void maps_every_section() {
            assertFullMapping(read(folder, "targets: {}"), read(folder, FULL));
        }

        @Test
        void refuses_two_targets_that_could_not_be_told_apart() {
            PostgresTarget one = PostgresTarget.builder().name("a").build();
            PostgresTarget two = PostgresTarget.builder().name("b").build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ExporterConfig(
                            ListenConfig.DEFAULT, ScrapeConfig.DEFAULT, List.of(one, two), List.of(), List.of()))
                    .withMessage("postgres holds localhost:5432 twice");
        }

        @Test
        void is_read_back_as_it_was_written_except_for_secrets() {
            ExporterConfig full = read(folder, FULL);
            String shown = ConfigWriter.write(full);
            ExporterConfig again = read(folder, shown);
            assertThat(again)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*password.*", ".*parameters", ".*origin")
                    .isEqualTo(full);
            assertThat(ConfigWriter.write(again)).isEqualTo(shown);
            assertThat(again.postgres().get(0).parameters())
                    .containsEntry("sslpassword", "***")
                    .containsEntry("connectTimeout", "3")
                    .hasSize(PostgresParameter.values().length);
        }
    }
}
