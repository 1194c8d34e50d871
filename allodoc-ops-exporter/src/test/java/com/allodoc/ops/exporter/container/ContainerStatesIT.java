package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The states of real containers: what ended, restarts, is unwell, was killed or is paused, as the engine has it. */
class ContainerStatesIT {
    private static final long MEGABYTE = 1 << 20;
    private static final String EVERY_CHARACTER = "0abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ.123456789-";

    private static Dockerd docker;
    private static Samples.Scraper byFiles;
    private static Samples.Scraper byEngine;

    @BeforeAll
    static void start() {
        docker = Dockerd.running();
        docker.run("allodoc-it-exit3", "exit 3");
        docker.run(
                "allodoc-it-loop",
                "exit 1",
                create -> create.withHostConfig(
                        HostConfig.newHostConfig().withRestartPolicy(RestartPolicy.alwaysRestart())));
        docker.run(
                "allodoc-it-sick",
                "sleep 1000",
                create -> create.withHealthcheck(new HealthCheck()
                        .withTest(List.of("CMD", "false"))
                        .withInterval(TimeUnit.MILLISECONDS.toNanos(1000))
                        .withRetries(2)));
        docker.run(EVERY_CHARACTER, "sleep 1000");
        docker.client()
                .pauseContainerCmd(docker.run("allodoc-it-paused", "sleep 1000"))
                .exec();
        byFiles = new Samples.Scraper(ContainerSettings.of("docker"));
        byEngine = new Samples.Scraper(ContainerSettings.builder("docker")
                .cgroupRoot(Path.of("/nonexistent"))
                .build());
    }

    @AfterAll
    static void stop() {
        byEngine.close();
        byFiles.close();
        docker.close();
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        Await.until(Duration.ofSeconds(60), condition);
    }

    private static InspectContainerResponse inspect(String id) {
        return docker.client().inspectContainerCmd(id).exec();
    }

    @Test
    void of_a_container_that_ended_with_3() throws Exception {
        eventually(() -> byFiles.scrape().value("container_state", "name", "allodoc-it-exit3", "state", "exited") == 1);
        Samples samples = byFiles.scrape();
        assertThat(samples.value("container_exit_code", "name", "allodoc-it-exit3"))
                .isEqualTo(3);
        assertThat(samples.find("container_last_seen", "name", "allodoc-it-exit3"))
                .isEmpty();
    }

    @Test
    void restarts_of_a_loop_are_counted_as_docker_counts_them() throws Exception {
        eventually(() -> byFiles.scrape().value("container_restart_count", "name", "allodoc-it-loop") >= 4);
        for (int i = 0; i < 5; i++) {
            // An event may still be on its way.
            eventually(() -> {
                int before = restarts();
                double ours = byFiles.scrape().value("container_restart_count", "name", "allodoc-it-loop");
                return before <= ours && ours <= restarts();
            });
        }
        // Absent while it runs.
        eventually(() -> byFiles.scrape()
                        .find("container_exit_code", "name", "allodoc-it-loop")
                        .orElse(0.0)
                == 1);
    }

    private int restarts() {
        return Objects.requireNonNull(inspect("allodoc-it-loop").getRestartCount());
    }

    @Test
    void a_restart_by_hand_shows_though_the_list_looks_the_same() throws Exception {
        String id = docker.run("allodoc-it-again", "sleep 1000");
        eventually(() -> start("allodoc-it-again") > 0);
        double first = start("allodoc-it-again");
        docker.client().restartContainerCmd(id).withTimeout(0).exec();
        eventually(() -> start("allodoc-it-again") > first);
        Instant started =
                Instant.parse(Objects.requireNonNull(inspect(id).getState().getStartedAt()));
        assertThat(start("allodoc-it-again")).isCloseTo(started.toEpochMilli() / 1e3, within(0.01));
        docker.remove(id);
        eventually(() -> start("allodoc-it-again") == 0);
    }

    /** 0 when it does not run. */
    private static double start(String name) {
        return byFiles.scrape()
                .find("container_start_time_seconds", "name", name)
                .orElse(0.0);
    }

    @Test
    void a_new_limit_shows_though_nothing_in_the_list_tells_of_it() throws Exception {
        String id = docker.run("allodoc-it-update", "sleep 1000");
        byFiles.scrape();
        docker.client()
                .updateContainerCmd(id)
                .withMemory(50 * MEGABYTE)
                .withMemorySwap(50 * MEGABYTE)
                .exec();
        eventually(() -> byFiles.scrape().value("container_spec_memory_limit_bytes", "name", "allodoc-it-update")
                == 50 * MEGABYTE);
        docker.remove(id);
    }

    @Test
    void one_killed_for_its_memory_is_marked() throws Exception {
        docker.run(
                "allodoc-it-oom",
                "dd if=/dev/zero bs=100M count=1 of=/dev/null",
                create -> create.withHostConfig(
                        HostConfig.newHostConfig().withMemory(8 * MEGABYTE).withMemorySwap(8 * MEGABYTE)));
        eventually(() -> byFiles.scrape()
                        .find("container_oom_killed", "name", "allodoc-it-oom")
                        .orElse(0.0)
                == 1);
        assertThat(byFiles.scrape().value("container_exit_code", "name", "allodoc-it-oom"))
                .isPositive();
    }

    @Test
    void one_that_is_killed_for_its_memory_again_and_again_is_counted_though_its_cgroup_is_gone_each_time()
            throws Exception {
        byFiles.scrape();
        byEngine.scrape();
        docker.run(
                "allodoc-it-oomloop",
                "dd if=/dev/zero bs=100M count=1 of=/dev/null",
                create -> create.withHostConfig(HostConfig.newHostConfig()
                        .withMemory(8 * MEGABYTE)
                        .withMemorySwap(8 * MEGABYTE)
                        .withRestartPolicy(RestartPolicy.alwaysRestart())));
        for (Samples.Scraper scraper : List.of(byFiles, byEngine)) {
            eventually(() -> scraper.scrape()
                            .find("container_oom_events_total", "name", "allodoc-it-oomloop")
                            .orElse(0.0)
                    >= 2);
        }
        docker.remove("allodoc-it-oomloop");
    }

    @Test
    void an_unhealthy_one_is_seen_with_its_streak() throws Exception {
        eventually(() -> byFiles.scrape().value("container_health_failing_streak", "name", "allodoc-it-sick") >= 3);
        int before = streak();
        double ours = byFiles.scrape().value("container_health_failing_streak", "name", "allodoc-it-sick");
        assertThat(ours).isBetween((double) before, (double) streak());
        assertThat(byFiles.scrape().value("container_health_state", "name", "allodoc-it-sick"))
                .isZero();
        assertThat(byFiles.scrape().value("container_health_state", "name", "allodoc-it-paused"))
                .isEqualTo(-1);
    }

    private int streak() {
        return Objects.requireNonNull(
                Objects.requireNonNull(inspect("allodoc-it-sick").getState().getHealth())
                        .getFailingStreak());
    }

    @Test
    void a_paused_one_is_paused_and_still_seen() throws Exception {
        Samples samples = byFiles.scrape();
        assertThat(samples.value("container_state", "name", "allodoc-it-paused", "state", "paused"))
                .isEqualTo(1);
        assertThat(samples.value("container_last_seen", "name", "allodoc-it-paused"))
                .isCloseTo((double) Instant.now().getEpochSecond(), within(60.0));
    }

    @Test
    void a_name_may_have_every_legal_character() throws Exception {
        assertThat(byFiles.scrape().value("container_state", "name", EVERY_CHARACTER, "state", "running"))
                .isEqualTo(1);
    }
}
