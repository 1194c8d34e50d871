package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are long, labels that are long, files that may not be read. */
class HostileEngineTest {
    @TempDir
    private Path root;

    @BeforeEach
    void roots() throws IOException {
        Files.createDirectories(root.resolve("proc"));
        write(root.resolve("cgroup/cgroup.controllers"), "cpu memory\n");
    }

    private static String id(int number) {
        return "%064x".formatted(number);
    }

    private static String listed(int number, String state, String label) {
        return """
                {"Id":"%s","Names":["/c%d"],"Image":"i","State":"%s","Status":"","Labels":{
                 "com.docker.compose.service":"%s","not.allowed":"%s"}}""".formatted(
                id(number), number, state, label, label);
    }

    private static String list(int count, String state, String label) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> listed(i, state, label))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Samples.Scraper scraper(FakeEngine engine) {
        return new Samples.Scraper(ContainerSettings.builder("docker")
                .dockerHost(engine.uri())
                .cgroupRoot(root.resolve("cgroup"))
                .procRoot(root.resolve("proc"))
                .build());
    }

    @Test
    void a_thousand_containers_are_a_thousand_containers() throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10")
                        .answer("/containers/", 200, "{\"State\":{\"Pid\":0},\"HostConfig\":{}}")
                        .answer("/containers/json", 200, list(1000, "running", "web"));
                Samples.Scraper scraper = scraper(engine)) {
            Samples samples = scraper.scrape(Duration.ofSeconds(60));
            assertThat(samples.reason()).isEqualTo("ok");
            assertThat(samples.named("container_last_seen")).hasSize(1000);
            assertThat(samples.named("container_spec_memory_limit_bytes")).hasSize(1000);
        }
    }

    @Test
    void a_label_of_ten_kilobytes_is_kept_when_it_is_asked_for_and_else_not() throws IOException {
        String label = "x".repeat(10_240);
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10")
                        .answer("/containers/", 200, "{\"State\":{\"Pid\":0},\"HostConfig\":{}}")
                        .answer("/containers/json", 200, list(3, "running", label));
                Samples.Scraper scraper = scraper(engine)) {
            Samples samples = scraper.scrape();
            assertThat(samples.named("container_last_seen")).hasSize(3).allSatisfy(sample -> assertThat(sample.labels())
                    .containsEntry("container_label_com_docker_compose_service", label)
                    .hasSize(5));
        }
    }

    /** A file that may not be read and a directory in its place are the same to who reads. */
    @Test
    void where_half_of_the_cgroups_may_not_be_read_the_engine_is_asked_for_that_half() throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-29.0")
                        .answer("/containers/json", 200, list(40, "running", "web"))) {
            for (int i = 1; i <= 40; i++) {
                String path = "/system.slice/docker-" + id(i) + ".scope";
                engine.answer("/containers/" + id(i) + "/json", 200, """
                        {"State":{"Running":true,"Pid":%d},"HostConfig":{"NetworkMode":"none"}}""".formatted(i));
                engine.answer("/containers/" + id(i) + "/stats", 200, """
                        {"cpu_stats":{"cpu_usage":{"total_usage":1}},"memory_stats":{"usage":%d,"stats":{}}}"""
                        .formatted(i));
                write(root.resolve("proc/" + i + "/cgroup"), "0::" + path + "\n");
                Path cgroup = root.resolve("cgroup" + path);
                if (i % 2 == 0) {
                    write(cgroup.resolve("cpu.stat"), "usage_usec 1\n");
                    write(cgroup.resolve("memory.current"), i + "\n");
                } else {
                    Files.createDirectories(cgroup.resolve("cpu.stat"));
                    Files.createDirectories(cgroup.resolve("memory.current"));
                }
            }
            try (Samples.Scraper scraper = scraper(engine)) {
                Samples samples = scraper.scrape(Duration.ofSeconds(30));
                assertThat(samples.value("allodoc_container_usage_read", "reader", "cgroup"))
                        .isEqualTo(20);
                assertThat(samples.value("allodoc_container_usage_read", "reader", "engine"))
                        .isEqualTo(20);
                assertThat(samples.value("allodoc_container_usage_left_out")).isZero();
                assertThat(samples.value("container_scrape_error")).isZero();
                for (int i = 1; i <= 40; i++) {
                    assertThat(samples.value("container_memory_usage_bytes", "name", "c" + i))
                            .isEqualTo(i);
                }
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
