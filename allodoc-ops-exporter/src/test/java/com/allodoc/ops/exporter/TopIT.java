package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.config.ContainerTarget;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenConfig;
import com.allodoc.ops.exporter.config.ScrapeConfig;
import com.allodoc.ops.exporter.config.ServiceBudget;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.Programs;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code top} on a real engine, beside {@code docker stats}. */
class TopIT {
    private static final long MEGABYTE = 1 << 20;

    private static ExporterConfig config(String dockerHost, ServiceBudget... budgets) {
        return new ExporterConfig(
                ListenConfig.DEFAULT,
                ScrapeConfig.DEFAULT,
                List.of(),
                List.of(),
                List.of(ContainerTarget.builder()
                        .dockerHost(dockerHost)
                        .budgets(List.of(budgets))
                        .build()),
                List.of());
    }

    @Test
    void shows_what_docker_stats_shows_and_who_is_over_budget() throws Exception {
        String program = Programs.require("docker").toString();
        try (Dockerd docker = Dockerd.running()) {
            docker.run(
                    "allodoc_top_backend",
                    "dd if=/dev/zero bs=40M count=1 | sleep 1000",
                    create -> create.withHostConfig(HostConfig.newHostConfig().withMemory(200 * MEGABYTE)));
            ExporterConfig config = config(
                    docker.uri().toString(), new ServiceBudget("backend", 1, 20 * MEGABYTE, List.of("top_backend", "top")));
            try (Top top = Top.of(config)) {
                Await.until(() -> row(top.read()).memoryBytes() > 40 * MEGABYTE);
                TopFrame frame = top.read();
                TopFrame.Row row = row(frame);
                String stats = Programs.run(
                                new byte[0],
                                program,
                                "stats",
                                "--no-stream",
                                "--format",
                                "{{.MemUsage}}|{{.PIDs}}",
                                "allodoc_top_backend")
                        .text()
                        .strip();
                assertThat(stats).endsWith("|" + Math.round(row.threads()));
                assertThat(row.memoryBytes() / MEGABYTE)
                        .isCloseTo(Double.parseDouble(stats.substring(0, stats.indexOf("MiB"))), within(2.0));
                assertThat(row.memoryLimitBytes()).isEqualTo(200 * MEGABYTE);
                assertThat(row.cores()).isBetween(0.0, 2.0);
                assertThat(frame.level()).isEqualTo(TopFrame.Level.OVER);
                assertThat(frame.down()).isEmpty();
            }
        }
    }

    private static TopFrame.Row row(TopFrame frame) {
        return frame.rows().stream()
                .filter(row -> row.name().equals("allodoc_top_backend"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_engine_that_is_down_is_told_with_its_reason() {
        try (Top top = Top.of(config("unix:///nonexistent/docker.sock"))) {
            TopFrame frame = top.read();
            assertThat(frame.rows()).isEmpty();
            assertThat(frame.down()).singleElement().asString().contains("/nonexistent/docker.sock");
        }
    }
}
