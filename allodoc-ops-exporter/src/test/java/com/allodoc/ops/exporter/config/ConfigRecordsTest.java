package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.assertFullMapping;
import static com.allodoc.ops.exporter.config.ConfigFixture.problems;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For every record: its defaults, and a file in which every key has another value than the default. */
class ConfigRecordsTest {
    private static final String FULL = ConfigFixture.resource("/config/full.yml");

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
                    .isEqualTo(new ScrapeConfig(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ZERO));
        }

        @Test
        void maps_every_key() {
            ScrapeConfig full = read(folder, FULL).scrape();
            assertFullMapping(ScrapeConfig.DEFAULT, full);
            assertThat(full)
                    .isEqualTo(
                            new ScrapeConfig(Duration.ofSeconds(90), Duration.ofMillis(250), Duration.ofMillis(7500)));
        }

        @Test
        void refuses_a_margin_that_leaves_no_time() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ScrapeConfig(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO))
                    .withMessage("timeoutMargin (1s) must be shorter than timeout (1s)");
        }
    }

    @Nested
    class Probe {
        @Test
        void allows_no_server_by_default() {
            assertThat(read(folder, "targets: {}").probe()).isEqualTo(ProbeConfig.DEFAULT);
            assertThat(ProbeConfig.DEFAULT.isEmpty()).isTrue();
        }

        @Test
        void maps_every_key() {
            ProbeConfig full = read(folder, FULL).probe();
            assertFullMapping(ProbeConfig.DEFAULT, full);
            ProbeModule<PostgresTarget> clinics = full.postgres().get(0);
            assertThat(clinics.name()).isEqualTo("clinics");
            assertThat(clinics.login().user()).isEqualTo("monitor");
            assertThat(clinics.login().password()).contains(Secret.of("ppw"));
            assertThat(clinics.login().parameters()).containsEntry("sslmode", "verify-full");
            assertThat(clinics.targets().rules())
                    .extracting(Object::toString)
                    .containsExactly("db1:5432", "db-*.internal:*", "10.1.0.0/16:5432", "[fd00:0:0:0:0:0:0:0/8]:6432");
            assertThat(full.postgres().get(1).name()).isEqualTo("default");
            assertThat(full.redis().get(0).targets().single()).containsExactly("cache1:6380");
        }

        @Test
        void of_a_cluster_is_refused_because_its_nodes_are_where_the_cluster_says() {
            assertThat(problems(folder, "probe: {redis: [{cluster: true, targets: [cache1]}]}"))
                    .singleElement()
                    .asString()
                    .contains("probe.redis[0]: cluster: a probe reads the one node", "targets.redis");
        }

        @Test
        void needs_no_other_target() {
            assertThat(read(folder, "probe: {redis: [{targets: [cache1]}]}").targets())
                    .isZero();
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
                            true,
                            false,
                            RedisOptions.DEFAULT));
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
                            false,
                            true,
                            full.options()));
            RedisKeyOptions keys = full.options().keys();
            assertFullMapping(RedisKeyOptions.DEFAULT, keys);
            assertThat(keys.check()).containsExactly(new RedisKey(0, "carts:*"), new RedisKey(3, "one"));
            assertThat(keys.timePerMinute()).isEqualTo(Duration.ofMillis(500));
            assertThat(full.options())
                    .isEqualTo(new RedisOptions(
                            Optional.of("ADMIN-CONFIG"),
                            true,
                            RedisClients.HOSTS,
                            true,
                            Optional.of("^shop"),
                            List.of(),
                            512L << 20,
                            keys,
                            new CollectorSelection(
                                    new TreeSet<>(), new TreeSet<>(List.of("latency_histogram")), new TreeMap<>())));
        }

        @Test
        void reads_its_scripts_beside_the_file() throws Exception {
            Files.writeString(folder.resolve("a.lua"), "return {}");
            assertThat(read(folder, "targets: {redis: [{scripts: [a.lua]}]}")
                            .redis()
                            .get(0)
                            .options()
                            .scripts())
                    .containsExactly(new RedisScriptFile(folder.resolve("a.lua"), "return {}"));
            assertThat(problems(folder, "targets: {redis: [{scripts: [b.lua]}]}"))
                    .singleElement()
                    .asString()
                    .contains("targets.redis[0].scripts[0]: the file", "b.lua");
        }

        @Test
        void is_read_in_one_round_trip_so_that_no_collector_has_an_interval() {
            assertThat(problems(folder, "targets: {redis: [{collectors: {intervals: {memory: 1m}}}]}"))
                    .singleElement()
                    .asString()
                    .contains("targets.redis[0]: collectors: of Redis all run", "disable is what there is");
        }

        @Test
        void goes_over_a_unix_socket() {
            RedisTarget target = read(folder, "targets: {redis: [{url: 'unix:///run/redis.sock'}]}")
                    .redis()
                    .get(0);
            assertThat(target.socket()).contains(Path.of("/run/redis.sock"));
            assertThat(target.server()).isEqualTo("unix:/run/redis.sock").isEqualTo(target.name());
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
                            Path.of("/proc"),
                            List.of("com.docker.compose.project", "com.docker.compose.service"),
                            Duration.ofDays(1),
                            Optional.empty(),
                            false,
                            List.of(),
                            ServiceBudget.RUNBOOK));
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
                            Path.of("/host/proc"),
                            List.of("app.tier"),
                            Duration.ofHours(1),
                            Optional.of(Duration.ofMinutes(15)),
                            true,
                            List.of("backend", "allodoc/nginx"),
                            List.of(new ServiceBudget("backend", 0.5, 512 << 20, List.of("api", "worker")))));
        }
    }

    @Nested
    class Hosts {
        @Test
        void are_not_watched_unless_named_and_then_this_machine() {
            assertThat(read(folder, "targets: {}").hosts()).isEmpty();
            assertThat(read(folder, "targets: {host: [{}]}").hosts())
                    .containsExactly(new HostTarget("local", Path.of("/proc"), Path.of("/sys"), Path.of("/"), false));
        }

        @Test
        void map_every_key() {
            HostTarget full = read(folder, FULL).hosts().get(0);
            assertFullMapping(HostTarget.builder().build(), full);
            assertThat(full)
                    .isEqualTo(new HostTarget(
                            "vm7", Path.of("/host/proc"), Path.of("/host/sys"), Path.of("/host/root"), true));
        }
    }

    @Nested
    class The_whole {
        @Test
        void maps_every_section() throws Exception {
            Files.writeString(folder.resolve("runbook.yml"), "# as it is shipped\n");
            assertFullMapping(read(folder, "targets: {}"), read(folder, FULL + "\nrunbook: runbook.yml\n"));
        }

        @Test
        void refuses_two_targets_that_could_not_be_told_apart() {
            PostgresTarget one = PostgresTarget.builder().name("a").build();
            PostgresTarget two = PostgresTarget.builder().name("b").build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ExporterConfig(
                            ListenConfig.DEFAULT,
                            ScrapeConfig.DEFAULT,
                            List.of(one, two),
                            List.of(),
                            List.of(),
                            List.of()))
                    .withMessage("postgres holds localhost:5432 twice");
        }

        @Test
        void is_read_back_as_it_was_written_except_for_secrets() {
            ExporterConfig full = read(folder, FULL);
            String shown = ConfigWriter.write(full);
            ExporterConfig again = read(folder, shown);
            assertThat(again)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*password.*", ".*parameters", ".*origin", "probe.*login.name")
                    .isEqualTo(full);
            assertThat(ConfigWriter.write(again)).isEqualTo(shown);
            assertThat(again.postgres().get(0).parameters())
                    .containsEntry("sslpassword", "***")
                    .containsEntry("connectTimeout", "3")
                    .hasSize(PostgresParameter.values().length);
        }
    }
}
