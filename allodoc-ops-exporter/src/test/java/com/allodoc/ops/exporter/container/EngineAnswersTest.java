package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded answers of several engines, through the whole room. */
class EngineAnswersTest {
    private static final Path NOWHERE = Path.of("/nonexistent");
    private static final String WEB = "allodoc-web-1";
    private static final Instant NOW = Instant.parse("2026-11-23T23:11:20Z");

    static ContainerSettings settings(FakeEngine engine) {
        return ContainerSettings.builder("docker")
                .dockerHost(engine.uri())
                .cgroupRoot(NOWHERE)
                .procRoot(NOWHERE)
                .stoppedFor(Duration.ofDays(36_500))
                .build();
    }

    private static Samples scrape(String recording) throws IOException {
        try (FakeEngine engine = FakeEngine.replaying(recording);
                Samples.Scraper scraper = new Samples.Scraper(settings(engine), InstantSource.fixed(NOW))) {
            return scraper.scrape();
        }
    }

    @Nested
    class States {

        @ParameterizedTest
        @ValueSource(
                strings = {"engine-20.10", "engine-24.0", "engine-28.5", "engine-29.0", "podman-4.9", "podman-5.8"})
        void every_container_is_in_one_state_whether_it_runs_or_not(String recording) throws IOException {
            Samples samples = scrape(recording);
            assertThat(samples.value("allodoc_target_up")).isEqualTo(1);
            assertThat(samples.value("container_scrape_error")).isZero();
            assertThat(samples.value("container_state", "name", WEB, "state", "running"))
                    .isEqualTo(1);
            assertThat(samples.value("container_state", "name", WEB, "state", "exited"))
                    .isZero();
            assertThat(samples.value("container_state", "name", "frozen", "state", "paused"))
                    .isEqualTo(1);
            assertThat(samples.value("container_state", "name", "batch", "state", "exited"))
                    .isEqualTo(1);
            assertThat(samples.value("container_state", "name", "never", "state", "created"))
                    .isEqualTo(1);
            assertThat(samples.named("container_state").stream()
                            .mapToDouble(Samples.Sample::value)
                            .sum())
                    .isEqualTo(7);
        }

        @Test
        void exit_codes_are_those_of_runs_that_ended() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.value("container_exit_code", "name", "batch")).isEqualTo(3);
            assertThat(samples.value("container_exit_code", "name", "loop")).isEqualTo(1);
            assertThat(samples.find("container_exit_code", "name", WEB)).isEmpty();
            assertThat(samples.find("container_exit_code", "name", "never")).isEmpty();
        }

        @Test
        void restarts_are_counted_while_it_waits_for_the_next() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.value("container_state", "name", "loop", "state", "restarting"))
                    .isEqualTo(1);
            assertThat(samples.value("container_restart_count", "name", "loop")).isEqualTo(7);
            assertThat(samples.value("container_restart_count", "name", "batch"))
                    .isZero();
            assertThat(samples.value("container_oom_killed", "name", "batch")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"engine-20.10", "engine-28.5", "engine-29.0", "podman-4.9", "podman-5.8"})
        void health_is_1_good_0_bad_and_minus_1_unknown(String recording) throws IOException {
            Samples samples = scrape(recording);
            assertThat(samples.value("container_health_state", "name", WEB)).isEqualTo(1);
            assertThat(samples.value("container_health_state", "name", "allodoc-db-1"))
                    .isZero();
            assertThat(samples.value("container_health_state", "name", "hosted"))
                    .isEqualTo(-1);
            assertThat(samples.value("container_health_failing_streak", "name", WEB))
                    .isZero();
            assertThat(samples.value("container_health_failing_streak", "name", "allodoc-db-1"))
                    .isPositive();
            assertThat(samples.find("container_health_failing_streak", "name", "hosted"))
                    .isEmpty();
        }

        @Test
        void cAdvisors_names_are_for_what_runs() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.named("container_last_seen"))
                    .extracting(sample -> sample.labels().get("name"))
                    .containsExactly("allodoc-db-1", WEB, "frozen", "hosted");
            assertThat(samples.value("container_last_seen", "name", WEB)).isEqualTo((double) NOW.getEpochSecond());
            assertThat(samples.find("container_start_time_seconds", "name", "batch"))
                    .isEmpty();
            assertThat(samples.find("container_spec_memory_limit_bytes", "name", "never"))
                    .isEmpty();
            assertThat(samples.value("container_start_time_seconds", "name", WEB))
                    .isBetween(NOW.getEpochSecond() - 20.0, (double) NOW.getEpochSecond());
        }
    }

    @Nested
    class Limits {

        @ParameterizedTest
        @ValueSource(strings = {"engine-20.10", "engine-28.5", "engine-29.0", "podman-4.9", "podman-5.8"})
        void are_those_that_were_set(String recording) throws IOException {
            Samples samples = scrape(recording);
            assertThat(samples.value("container_spec_memory_limit_bytes", "name", WEB))
                    .isEqualTo(64 << 20);
            assertThat(samples.value("container_spec_memory_swap_limit_bytes", "name", WEB))
                    .isEqualTo(128 << 20);
            assertThat(samples.value("container_spec_memory_reservation_limit_bytes", "name", "allodoc-db-1"))
                    .isEqualTo(64 << 20);
            assertThat(samples.value("container_spec_cpu_quota", "name", WEB)).isEqualTo(50_000);
            assertThat(samples.value("container_spec_cpu_period", "name", WEB)).isEqualTo(100_000);
        }

        @Test
        void that_were_not_set_are_0_or_absent_as_cAdvisor_has_them() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.value("container_spec_memory_limit_bytes", "name", "hosted"))
                    .isZero();
            assertThat(samples.find("container_spec_cpu_quota", "name", "hosted"))
                    .isEmpty();
            assertThat(samples.value("container_spec_cpu_shares", "name", "hosted"))
                    .isEqualTo(1024);
        }
    }

    @Nested
    class Usages {

        @Test
        void of_version_1_cgroups() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.value("container_cpu_usage_seconds_total", "name", WEB, "cpu", "total"))
                    .isEqualTo(0.739437081);
            assertThat(samples.value("container_cpu_user_seconds_total", "name", WEB))
                    .isEqualTo(0.63);
            assertThat(samples.value("container_cpu_cfs_periods_total", "name", WEB))
                    .isEqualTo(42);
            assertThat(samples.find("container_cpu_cfs_periods_total", "name", "hosted"))
                    .isEmpty();
            assertThat(samples.value("container_memory_usage_bytes", "name", WEB))
                    .isEqualTo(712_704);
            assertThat(samples.value("container_memory_working_set_bytes", "name", WEB))
                    .isEqualTo(712_704);
            assertThat(samples.value("container_memory_rss", "name", WEB)).isEqualTo(53_248);
            assertThat(samples.value("container_memory_failcnt", "name", WEB)).isZero();
            assertThat(samples.value(
                            "container_memory_failures_total",
                            "name",
                            WEB,
                            "failure_type",
                            "pgfault",
                            "scope",
                            "hierarchy"))
                    .isEqualTo(7838);
            assertThat(samples.value("container_network_receive_bytes_total", "name", WEB, "interface", "eth0"))
                    .isEqualTo(1236);
            assertThat(samples.value("container_threads", "name", WEB)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"engine-24.0", "engine-29.0", "podman-4.9"})
        void of_version_2_cgroups(String recording) throws IOException {
            Samples samples = scrape(recording);
            assertThat(samples.value("container_cpu_usage_seconds_total", "name", WEB))
                    .isEqualTo(0.739437);
            assertThat(samples.value("container_cpu_cfs_throttled_seconds_total", "name", WEB))
                    .isEqualTo(0.093136, within(1e-9));
            assertThat(samples.value("container_memory_usage_bytes", "name", WEB))
                    .isEqualTo(9_871_360);
            assertThat(samples.value("container_memory_working_set_bytes", "name", WEB))
                    .isEqualTo(9_871_360 - 3_608_576);
            assertThat(samples.value("container_memory_rss", "name", WEB)).isEqualTo(4_235_264);
            assertThat(samples.value("container_memory_cache", "name", WEB)).isEqualTo(4_984_832);
            assertThat(samples.find("container_memory_failcnt", "name", WEB)).isEmpty();
            assertThat(samples.find("container_memory_swap", "name", WEB)).isEmpty();
            assertThat(samples.value("container_threads_max", "name", WEB)).isZero();
            assertThat(samples.value("container_threads_max", "name", "allodoc-db-1"))
                    .isEqualTo(100);
            assertThat(samples.value("container_fs_reads_bytes_total", "name", WEB, "device", "254:0"))
                    .isEqualTo(1_155_072);
            assertThat(samples.value(
                            "container_blkio_device_usage_total",
                            "name",
                            WEB,
                            "major",
                            "254",
                            "minor",
                            "0",
                            "operation",
                            "Write"))
                    .isEqualTo(24_576);
            assertThat(samples.find("container_fs_reads_total", "name", WEB)).isEmpty();
        }

        @Test
        void has_no_network_where_the_container_has_none_of_its_own() throws IOException {
            assertThat(scrape("engine-20.10").named("container_network_receive_bytes_total"))
                    .extracting(sample -> sample.labels().get("name"))
                    .containsExactly("allodoc-db-1", WEB);
        }
    }

    @Nested
    class Labels {

        @ParameterizedTest
        @CsvSource({
            "engine-20.10, /docker/%s",
            "engine-29.0, /system.slice/docker-%s.scope",
            "podman-4.9, /machine.slice/libpod-%s.scope",
        })
        void the_id_is_the_path_of_the_cgroup(String recording, String path) throws IOException {
            String id = "19a1fa1009efb0948f522d4e239552f5b9558d4c4cd8d0cc00c00820790bd82b";
            assertThat(scrape(recording).named("container_last_seen"))
                    .extracting(sample -> sample.labels().get("id"))
                    .contains(path.formatted(id));
        }

        @Test
        void are_cAdvisors_and_no_others() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.named("container_memory_rss").get(1).labels())
                    .containsEntry("image", "demo/web:1.4")
                    .containsEntry("container_label_com_docker_compose_project", "allodoc")
                    .containsEntry("container_label_com_docker_compose_service", "web")
                    .containsOnlyKeys(
                            "id",
                            "name",
                            "image",
                            "container_label_com_docker_compose_project",
                            "container_label_com_docker_compose_service");
        }

        @Test
        void the_machine_is_described() throws IOException {
            Samples samples = scrape("engine-20.10");
            assertThat(samples.value("machine_cpu_cores")).isEqualTo(2);
            assertThat(samples.value("machine_memory_bytes")).isEqualTo(25_276_514_304.0);
            assertThat(samples.value("cadvisor_version_info", "dockerVersion", "20.10.24+dfsg1"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_scrape_changes_nothing_and_asks_no_more_than_it_needs() throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10");
                Samples.Scraper scraper = new Samples.Scraper(settings(engine))) {
            scraper.scrape();
            scraper.scrape();
            assertThat(engine.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET /"));
            Set<String> kinds = Set.of("/containers/json", "/info", "/events", "/_ping");
            assertThat(engine.requests())
                    .extracting(request -> request.substring(4))
                    .allMatch(path -> kinds.stream().anyMatch(path::startsWith)
                            || path.matches("/containers/[0-9a-f]{64}/(json|stats\\?stream=false&one-shot=true)"));
            assertThat(engine.requests()).noneMatch(request -> request.matches("GET /v\\d.*"));
            assertThat(count(engine, "GET /info")).isEqualTo(1);
            assertThat(count(engine, "GET /_ping")).isEqualTo(1);
        }
    }

    @Test
    void stopped_containers_are_not_asked_for_their_usage() throws IOException {
        try (FakeEngine engine = FakeEngine.replaying("engine-20.10");
                Samples.Scraper scraper = new Samples.Scraper(settings(engine))) {
            Samples samples = scraper.scrape();
            assertThat(engine.requests().stream().filter(request -> request.contains("/stats")))
                    .hasSize(4);
            assertThat(samples.value("allodoc_container_usage_read", "reader", "engine"))
                    .isEqualTo(4);
            assertThat(samples.value("allodoc_container_usage_read", "reader", "cgroup"))
                    .isZero();
            assertThat(samples.value("allodoc_container_usage_left_out")).isZero();
        }
    }

    private static long count(FakeEngine engine, String start) {
        List<String> requests = engine.requests();
        return requests.stream().filter(request -> request.startsWith(start)).count();
    }
}
