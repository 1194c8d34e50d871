package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.testing.Dockerd;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.BlkioRateDevice;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Statistics;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real containers on the machine's engine: what we say about them is what Docker and the kernel say. */
class ContainersIT {
    private static final long MEGABYTE = 1 << 20;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static Dockerd docker;
    private static Samples.Scraper byFiles;
    private static Samples.Scraper byEngine;
    private static String burn;
    private static String hold;
    private static String frozen;

    @BeforeAll
    static void start() {
        docker = Dockerd.running();
        OPEN.add(docker);
        burn = docker.run(
                "allodoc-it-burn",
                "while :; do :; done",
                create -> create.withLabels(
                                Map.of("com.docker.compose.project", "it", "com.docker.compose.service", "burn"))
                        .withHostConfig(HostConfig.newHostConfig()
                                .withNanoCPUs(300_000_000L)
                                .withMemory(64 * MEGABYTE)));
        // dd keeps its buffer as long as nobody reads from the pipe.
        hold = docker.run("allodoc-it-hold", "dd if=/dev/zero bs=30M count=1 | sleep 1000");
        frozen = docker.run(
                "allodoc-it-frozen",
                "dd if=/dev/zero of=/tmp/f bs=1M count=8 conv=fsync; dd if=/dev/zero bs=5M | sleep 1000",
                create -> create.withHostConfig(countedIo()));
        byFiles = new Samples.Scraper(ContainerSettings.of("docker"));
        byEngine = new Samples.Scraper(ContainerSettings.builder("docker")
                .cgroupRoot(Path.of("/nonexistent"))
                .build());
        OPEN.add(byFiles);
        OPEN.add(byEngine);
        eventually(() -> byFiles.scrape()
                        .find("container_memory_rss", "name", "allodoc-it-frozen")
                        .orElse(0.0)
                > 4 * MEGABYTE);
        docker.client().pauseContainerCmd(frozen).exec();
    }

    /** With cgroups of version 1 the kernel counts only what it might have to slow down. */
    private static HostConfig countedIo() {
        String root = Objects.requireNonNull(docker.client().infoCmd().exec().getDockerRootDir());
        try {
            String device = Files.getFileStore(Path.of(root)).name();
            return HostConfig.newHostConfig()
                    .withBlkioDeviceWriteBps(
                            List.of(new BlkioRateDevice().withPath(device).withRate(1000 * MEGABYTE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (int i = OPEN.size() - 1; i >= 0; i--) {
            OPEN.get(i).close();
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within 60 s").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static InspectContainerResponse inspect(String id) {
        return docker.client().inspectContainerCmd(id).exec();
    }

    private static Statistics stats(String id) throws Exception {
        CompletableFuture<Statistics> first = new CompletableFuture<>();
        docker.client().statsCmd(id).withNoStream(true).exec(new ResultCallback.Adapter<Statistics>() {
            @Override
            public void onStart(Closeable stream) {
                super.onStart(stream);
            }

            @Override
            public void onNext(Statistics statistics) {
                first.complete(statistics);
            }
        });
        return first.get(30, TimeUnit.SECONDS);
    }

    @Nested
    class A_container_that_burns {

        @Test
        void uses_as_much_CPU_as_its_quota_allows() throws Exception {
            double before = cpu(byFiles);
            long start = System.nanoTime();
            eventually(() -> System.nanoTime() - start > 3_000_000_000L);
            double used = cpu(byFiles) - before;
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(used / seconds).isBetween(0.05, 0.45);
            Samples samples = byFiles.scrape();
            assertThat(samples.value("container_cpu_cfs_throttled_periods_total", "name", "allodoc-it-burn"))
                    .isPositive();
            assertThat(samples.value("container_spec_cpu_quota", "name", "allodoc-it-burn"))
                    .isEqualTo(30_000);
            assertThat(samples.value("container_spec_memory_limit_bytes", "name", "allodoc-it-burn"))
                    .isEqualTo(64 * MEGABYTE);
        }

        @Test
        void used_what_docker_stats_says_before_and_after() throws Exception {
            double before = total(stats(burn));
            double ours = cpu(byFiles);
            double engine = cpu(byEngine);
            double after = total(stats(burn));
            assertThat(ours).isBetween(before, after);
            assertThat(engine).isBetween(before, after);
        }

        private double cpu(Samples.Scraper scraper) {
            return scraper.scrape()
                    .value("container_cpu_usage_seconds_total", "name", "allodoc-it-burn", "cpu", "total");
        }

        private double total(Statistics statistics) {
            return Objects.requireNonNull(Objects.requireNonNull(Objects.requireNonNull(statistics.getCpuStats())
                                    .getCpuUsage())
                            .getTotalUsage())
                    / 1e9;
        }

        @Test
        void carries_its_compose_labels() {
            assertThat(byFiles.scrape().named("container_memory_rss").stream()
                            .filter(sample ->
                                    "allodoc-it-burn".equals(sample.labels().get("name"))))
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.labels())
                            .containsEntry("container_label_com_docker_compose_service", "burn")
                            .containsEntry("image", docker.image()));
        }
    }

    @Nested
    class A_container_that_holds_memory {

        @Test
        void has_it_in_its_resident_set_and_working_set() throws Exception {
            Samples samples = byFiles.scrape();
            assertThat(samples.value("container_memory_rss", "name", "allodoc-it-hold"))
                    .isCloseTo(30 * MEGABYTE, within(2.0 * MEGABYTE));
            assertThat(samples.value("container_memory_working_set_bytes", "name", "allodoc-it-hold"))
                    .isCloseTo(usage(stats(hold)), within(2.0 * MEGABYTE));
        }

        private double usage(Statistics statistics) {
            var memory = Objects.requireNonNull(statistics.getMemoryStats());
            var stats = Objects.requireNonNull(memory.getStats());
            Long inactive =
                    stats.getTotalInactiveFile() == null ? stats.getInactiveFile() : stats.getTotalInactiveFile();
            return Objects.requireNonNull(memory.getUsage()) - (double) Objects.requireNonNull(inactive);
        }
    }

    @Nested
    class Both_readers {

        @Test
        void say_the_same_of_a_container_that_stands_still() {
            Samples files = byFiles.scrape();
            Samples engine = byEngine.scrape();
            assertThat(files.value("allodoc_container_usage_read", "reader", "engine"))
                    .isZero();
            assertThat(engine.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isZero();
            Set<String> moving = Set.of(
                    "container_last_seen",
                    // The host may still send to the interface of a container that is paused.
                    "container_network_receive_bytes_total",
                    "container_network_receive_packets_total",
                    "container_network_receive_packets_dropped_total");
            int compared = 0;
            for (Samples.Sample sample : engine.all()) {
                if ("allodoc-it-frozen".equals(sample.labels().get("name")) && !moving.contains(sample.name())) {
                    assertThat(files.all()).as(sample.name()).contains(sample);
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(40);
        }

        @Test
        void agree_within_two_percent_on_one_that_runs() {
            Samples engine = byEngine.scrape();
            Samples files = byFiles.scrape();
            for (String metric : List.of(
                    "container_memory_usage_bytes", "container_memory_working_set_bytes", "container_memory_rss")) {
                double expected = engine.value(metric, "name", "allodoc-it-hold");
                assertThat(files.value(metric, "name", "allodoc-it-hold"))
                        .as(metric)
                        .isCloseTo(expected, within(0.02 * expected));
            }
        }

        @Test
        void tell_on_request_on_which_memory_nodes_the_pages_are() {
            try (Samples.Scraper scraper = new Samples.Scraper(
                    ContainerSettings.builder("docker").numa(true).build())) {
                Samples samples = scraper.scrape();
                double pages = samples.named("container_memory_numa_pages").stream()
                        .filter(sample ->
                                "allodoc-it-hold".equals(sample.labels().get("name")))
                        .filter(sample -> "anon".equals(sample.labels().get("type")))
                        .filter(sample -> "hierarchy".equals(sample.labels().get("scope")))
                        .mapToDouble(Samples.Sample::value)
                        .sum();
                double rss = samples.value("container_memory_rss", "name", "allodoc-it-hold");
                assertThat(pages * 4096).isCloseTo(rss, within(0.1 * rss));
            }
            assertThat(byFiles.scrape().named("container_memory_numa_pages")).isEmpty();
        }

        @Test
        void see_what_was_written_to_the_disk() {
            double files = written(byFiles);
            assertThat(files).isGreaterThanOrEqualTo(8.0 * MEGABYTE);
            assertThat(written(byEngine)).isEqualTo(files);
        }

        private double written(Samples.Scraper scraper) {
            return scraper.scrape().named("container_fs_writes_bytes_total").stream()
                    .filter(sample -> "allodoc-it-frozen".equals(sample.labels().get("name")))
                    .mapToDouble(Samples.Sample::value)
                    .sum();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_two_containers_say_over_a_bridge_is_counted_on_both_sides(boolean files) {
        String network = docker.network("allodoc-it-net-" + files);
        String server = docker.run(
                "allodoc-it-server-" + files,
                "sleep 1000 | nc -l -p 5000 >/dev/null",
                create -> create.withHostConfig(HostConfig.newHostConfig().withNetworkMode(network)));
        String address = inspect(server)
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
        String send = "until dd if=/dev/zero bs=1M count=3 | nc " + address + " 5000; do sleep 0.1; done; sleep 1000";
        docker.run(
                "allodoc-it-client-" + files,
                send,
                create -> create.withHostConfig(HostConfig.newHostConfig().withNetworkMode(network)));
        Samples.Scraper scraper = files ? byFiles : byEngine;
        eventually(() -> traffic(scraper, "receive", "server-" + files) >= 3 * MEGABYTE);
        assertThat(traffic(scraper, "receive", "server-" + files)).isLessThan(4.0 * MEGABYTE);
        assertThat(traffic(scraper, "transmit", "client-" + files)).isBetween(3.0 * MEGABYTE, 4.0 * MEGABYTE);
        docker.remove("allodoc-it-server-" + files);
        docker.remove("allodoc-it-client-" + files);
    }

    private static double traffic(Samples.Scraper scraper, String direction, String name) {
        return scraper.scrape()
                .find(
                        "container_network_" + direction + "_bytes_total",
                        "name",
                        "allodoc-it-" + name,
                        "interface",
                        "eth0")
                .orElse(0.0);
    }

    @Test
    void every_container_of_the_engine_is_there() {
        eventually(() -> {
            List<String> ids = docker.client().listContainersCmd().withShowAll(true).exec().stream()
                    .map(Container::getId)
                    .toList();
            List<Samples.Sample> states = byFiles.scrape().named("container_state");
            return ids.stream()
                    .allMatch(id -> states.stream()
                            .anyMatch(sample ->
                                    String.valueOf(sample.labels().get("id")).contains(id)));
        });
    }
}
