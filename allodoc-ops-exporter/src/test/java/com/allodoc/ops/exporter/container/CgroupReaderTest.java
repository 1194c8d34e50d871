package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupReaderTest {
    private static final String WEB = "19a1fa1009efb0948f522d4e239552f5b9558d4c4cd8d0cc00c00820790bd82b";
    private static final String DB = "f439432f3097a51df84c300b6bf801a2d58b146e9744adabf207f911d1c4dffd";

    @TempDir
    private Path root;

    /** A copy of the recorded trees, to be damaged. */
    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        for (String tree : List.of("cgroup-v1", "cgroup-v2")) {
            Path recorded = Path.of(
                    CgroupReaderTest.class.getResource("/container/" + tree).toURI());
            try (Stream<Path> files = Files.walk(recorded)) {
                for (Path file : files.toList()) {
                    Path to =
                            root.resolve(tree).resolve(recorded.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(file, to);
                    }
                }
            }
        }
    }

    private Samples scrape() throws IOException {
        return scrape("engine-29.0", "cgroup-v2");
    }

    private Samples scrape(String recording, String tree) throws IOException {
        try (FakeEngine engine = FakeEngine.replaying(recording);
                Samples.Scraper scraper = new Samples.Scraper(ContainerSettings.builder("docker")
                        .dockerHost(engine.uri())
                        .cgroupRoot(root.resolve(tree).resolve("sys"))
                        .procRoot(root.resolve(tree).resolve("proc"))
                        .build())) {
            return scraper.scrape();
        }
    }

    /** Every measure that the engine gives for the container, the files give too, and the same. */
    private static int compared(Samples byFiles, Samples byEngine) {
        int compared = 0;
        for (Measure measure : Measure.values()) {
            String[] labels = {"name", "allodoc-web-1"};
            if (measure.labelNames().length == 0
                    && byEngine.find(measure.metric(), labels).isPresent()) {
                assertThat(byFiles.find(measure.metric(), labels))
                        .as(measure.metric())
                        .isEqualTo(byEngine.find(measure.metric(), labels));
                compared++;
            }
        }
        return compared;
    }

    @Nested
    class Version_1 {
        private static final String[] NAME = {"name", "allodoc-web-1"};

        @Test
        void files_give_what_the_engine_gives_and_more() throws IOException {
            Samples samples = scrape("engine-20.10", "cgroup-v1");
            assertThat(samples.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isEqualTo(1);
            assertThat(samples.value("container_cpu_usage_seconds_total", NAME)).isEqualTo(0.739437081);
            assertThat(samples.value("container_cpu_system_seconds_total", NAME))
                    .isEqualTo(0.09);
            assertThat(samples.value("container_memory_swap", NAME)).isEqualTo(4096);
            assertThat(samples.value("container_memory_kernel_usage", NAME)).isEqualTo(372_736);
            assertThat(samples.value("container_oom_events_total", NAME)).isEqualTo(2);
            assertThat(samples.value("container_threads_max", NAME)).isZero();
            assertThat(samples.value("container_fs_writes_bytes_total", "name", "allodoc-web-1", "device", "/dev/vda"))
                    .isEqualTo(12_595_200);
            assertThat(samples.value("container_fs_writes_total", "name", "allodoc-web-1", "device", "/dev/vda"))
                    .isEqualTo(10);
            assertThat(samples.named("container_blkio_device_usage_total"))
                    .extracting(sample -> sample.labels().get("operation"))
                    .containsExactly("Read", "Write", "Sync", "Async", "Discard", "Total");
        }

        @Test
        void both_readers_agree_on_all_that_both_know() throws IOException {
            Samples byFiles = scrape("engine-20.10", "cgroup-v1");
            Samples byEngine = scrape("engine-20.10", "nothing");
            assertThat(compared(byFiles, byEngine)).isGreaterThan(13);
        }
    }

    @Nested
    class Version_2 {

        @Test
        void files_give_everything_that_the_engine_gives() throws IOException {
            Samples samples = scrape();
            String name = "allodoc-web-1";
            assertThat(samples.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isEqualTo(2);
            assertThat(samples.value("container_cpu_usage_seconds_total", "name", name))
                    .isEqualTo(0.739437);
            assertThat(samples.value("container_cpu_cfs_throttled_periods_total", "name", name))
                    .isEqualTo(5);
            assertThat(samples.value("container_memory_usage_bytes", "name", name))
                    .isEqualTo(9_871_360);
            assertThat(samples.value("container_memory_working_set_bytes", "name", name))
                    .isEqualTo(9_871_360 - 3_608_576);
            assertThat(samples.value("container_memory_rss", "name", name)).isEqualTo(4_235_264);
            assertThat(samples.value("container_memory_cache", "name", name)).isEqualTo(4_984_832);
            assertThat(samples.value("container_memory_total_active_file_bytes", "name", name))
                    .isEqualTo(1_376_256);
            assertThat(samples.value("container_threads", "name", name)).isEqualTo(3);
            assertThat(samples.value("container_threads_max", "name", name)).isZero();
            assertThat(samples.value("container_network_receive_errors_total", "name", name))
                    .isEqualTo(1);
            assertThat(samples.value("container_network_receive_packets_dropped_total", "name", name))
                    .isEqualTo(2);
            assertThat(samples.value("container_network_transmit_packets_total", "name", name))
                    .isEqualTo(9);
            assertThat(samples.named("container_network_transmit_bytes_total"))
                    .extracting(sample -> sample.labels().get("interface"))
                    .containsOnly("eth0");
        }

        @Test
        void files_give_what_the_engine_does_not_know() throws IOException {
            Samples samples = scrape();
            String name = "allodoc-web-1";
            assertThat(samples.value("container_memory_swap", "name", name)).isEqualTo(4096);
            assertThat(samples.value("container_memory_kernel_usage", "name", name))
                    .isEqualTo(651_264);
            assertThat(samples.value("container_memory_max_usage_bytes", "name", name))
                    .isEqualTo(12_582_912);
            assertThat(samples.value("container_oom_events_total", "name", name))
                    .isEqualTo(1);
            assertThat(samples.value("container_memory_events_max_total", "name", name))
                    .isEqualTo(9);
            assertThat(samples.value("container_memory_workingset_refault_file_total", "name", name))
                    .isEqualTo(17);
            assertThat(samples.value("container_fs_writes_total", "name", name, "device", "/dev/vda"))
                    .isEqualTo(6);
            assertThat(samples.value("container_cpu_cfs_burst_periods_total", "name", name))
                    .isZero();
        }

        @Test
        void files_tell_of_pressure_in_seconds() throws IOException {
            Samples samples = scrape();
            String name = "allodoc-web-1";
            assertThat(samples.value("container_pressure_cpu_waiting_seconds_total", "name", name))
                    .isEqualTo(0.171912);
            assertThat(samples.value("container_pressure_cpu_stalled_seconds_total", "name", name))
                    .isEqualTo(0.098211);
            assertThat(samples.value("container_pressure_memory_waiting_seconds_total", "name", name))
                    .isEqualTo(1.5);
            assertThat(samples.value("container_pressure_memory_stalled_seconds_total", "name", name))
                    .isEqualTo(0.25);
            assertThat(samples.value("container_pressure_io_waiting_seconds_total", "name", name))
                    .isEqualTo(0.031337);
            // A kernel built without it, or told to leave it out.
            assertThat(samples.named("container_pressure_io_stalled_seconds_total")).hasSize(1);
        }

        @Test
        void files_tell_of_processes() throws IOException {
            Samples samples = scrape();
            assertThat(samples.value("container_processes", "name", "allodoc-web-1"))
                    .isEqualTo(2);
            assertThat(samples.value("container_ulimits_soft", "name", "allodoc-web-1", "ulimit", "max_open_files"))
                    .isEqualTo(1024);
        }

        @Test
        void both_readers_agree_on_all_that_both_know() throws IOException {
            Samples byFiles = scrape();
            Files.delete(root.resolve("cgroup-v2/sys/system.slice/docker-" + WEB + ".scope/memory.current"));
            Samples byEngine = scrape();
            assertThat(byEngine.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isEqualTo(1);
            assertThat(compared(byFiles, byEngine)).isGreaterThan(15);
        }

        @Test
        void the_id_is_the_path_as_read_down_to_the_container_and_no_further() throws IOException {
            Samples samples = scrape();
            assertThat(samples.named("container_memory_rss"))
                    .extracting(sample -> sample.labels().get("id"))
                    .contains("/system.slice/docker-" + WEB + ".scope", "/machine.slice/libpod-" + DB + ".scope");
        }

        @Test
        void is_found_from_within_another_cgroup_namespace() throws IOException {
            Files.writeString(root.resolve("cgroup-v2/proc/5863/cgroup"), "0::/../docker-" + WEB + ".scope\n");
            Samples samples = scrape();
            assertThat(samples.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isEqualTo(2);
            assertThat(samples.find("container_memory_swap", "id", "/system.slice/docker-" + WEB + ".scope"))
                    .isPresent();
        }
    }

    @Nested
    class The_engine_is_asked {

        @Test
        void when_the_process_is_another_containers() throws IOException {
            Files.writeString(root.resolve("cgroup-v2/proc/5863/cgroup"), "0::/system.slice/docker-" + DB + ".scope\n");
            assertThat(scrape().value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isEqualTo(1);
        }

        @Test
        void when_its_network_can_not_be_read() throws IOException {
            Files.delete(root.resolve("cgroup-v2/proc/5863/net/dev"));
            Samples samples = scrape();
            assertThat(samples.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isEqualTo(1);
            assertThat(samples.value("allodoc_container_usage_read", "reader", "engine"))
                    .isEqualTo(3);
            assertThat(samples.find("container_network_receive_bytes_total", "name", "allodoc-web-1"))
                    .isPresent();
        }
    }

    @Nested
    class Kernel_files {

        @Test
        void a_key_is_a_whole_word_at_the_start_of_a_line() {
            String text = "total_rss 7\nrss 1\nrss_huge 2\n";
            assertThat(KernelFile.number(text, "rss")).isEqualTo(1);
            assertThat(KernelFile.number(text, "total_rss")).isEqualTo(7);
            assertThat(KernelFile.number(text, "rs")).isNaN();
            assertThat(KernelFile.number(text, "huge")).isNaN();
        }

        @Test
        void longer_than_the_buffer_are_read_whole() throws IOException {
            Path file = root.resolve("long");
            String text = "key 1\n".repeat(10_000);
            Files.writeString(file, text);
            assertThat(new KernelFile().text(file.toString())).isEqualTo(text);
        }
    }
}
