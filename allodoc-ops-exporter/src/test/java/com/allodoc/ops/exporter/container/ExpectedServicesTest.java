package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that should run, and containers that stopped: made from a list and inspections that the test writes. */
class ExpectedServicesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final StringBuilder list = new StringBuilder();

    private FakeEngine engine() throws IOException {
        return FakeEngine.replaying("engine-20.10").answer("/containers/json", 200, "[" + list + "]");
    }

    private static ContainerSettings.Builder settings(FakeEngine engine) {
        return ContainerSettings.builder("docker")
                .dockerHost(engine.uri())
                .cgroupRoot(Path.of("/nonexistent"))
                .procRoot(Path.of("/nonexistent"));
    }

    /** A container that compose made, and its inspection. */
    private void compose(FakeEngine engine, int number, String service, String state, String restart, String oneOff) {
        String id = Integer.toString(number).repeat(64);
        list.append(list.isEmpty() ? "" : ",").append("""
                {"Id":"%s","Names":["/shop-%s-%d"],"Image":"i","State":"%s","Status":"","Labels":{
                 "com.docker.compose.project":"shop","com.docker.compose.service":"%s",
                 "com.docker.compose.oneoff":"%s"}}""".formatted(id, service, number, state, service, oneOff));
        engine.answer("/containers/" + id + "/json", 200, """
                {"Image":"sha256:%d","Created":"2026-11-20T00:00:00Z","Config":{"Image":"i"},
                 "State":{"Running":%b,"FinishedAt":"2026-11-25T0%d:00:00Z","ExitCode":0},
                 "HostConfig":{"RestartPolicy":{"Name":"%s"}}}""".formatted(
                number, state.equals("running"), number, restart));
        engine.answer("/containers/json", 200, "[" + list + "]");
    }

    private static Samples scrape(ContainerSettings settings) {
        try (Samples.Scraper scraper = new Samples.Scraper(settings, InstantSource.fixed(NOW))) {
            return scraper.scrape();
        }
    }

    @Nested
    class Of_compose {

        @Test
        void are_those_whose_containers_the_engine_was_told_to_keep_running() throws IOException {
            try (FakeEngine engine = engine()) {
                compose(engine, 1, "web", "running", "always", "False");
                compose(engine, 2, "web", "running", "always", "False");
                compose(engine, 3, "db", "created", "unless-stopped", "False");
                compose(engine, 4, "migrate", "exited", "no", "False");
                compose(engine, 5, "worker", "running", "always", "True");
                Samples samples = scrape(settings(engine).build());
                assertThat(samples.named("allodoc_container_expected"))
                        .extracting(sample -> sample.labels().get("service"))
                        .containsExactlyInAnyOrder("web", "db");
                assertThat(running(samples, "shop", "web")).isEqualTo(2);
                assertThat(running(samples, "shop", "db")).isZero();
            }
        }
    }

    @Nested
    class Of_the_configuration {

        @Test
        void are_seen_though_they_never_started() throws IOException {
            try (FakeEngine engine = engine()) {
                compose(engine, 1, "web", "running", "always", "False");
                Samples samples = scrape(settings(engine)
                        .expected(List.of(
                                new ExpectedService("", "web"),
                                new ExpectedService("", "shop-web-1"),
                                new ExpectedService("shop", "web"),
                                new ExpectedService("other", "web"),
                                new ExpectedService("", "backup")))
                        .build());
                assertThat(running(samples, "", "web")).isEqualTo(1);
                assertThat(running(samples, "", "shop-web-1")).isEqualTo(1);
                assertThat(running(samples, "shop", "web")).isEqualTo(1);
                assertThat(running(samples, "other", "web")).isZero();
                assertThat(running(samples, "", "backup")).isZero();
                assertThat(samples.named("allodoc_container_expected")).hasSize(5).allMatch(s -> s.value() == 1);
            }
        }
    }

    private static double running(Samples samples, String project, String service) {
        return samples.value("allodoc_container_expected_running", "project", project, "service", service);
    }

    @ParameterizedTest
    @CsvSource({"PT24H, 2, 0", "PT6H30M, 1, 1", "PT0S, 0, 2"})
    void a_stopped_container_is_shown_for_a_while(Duration stoppedFor, int shown, int leftOut) throws IOException {
        try (FakeEngine engine = engine()) {
            compose(engine, 1, "web", "running", "always", "False");
            compose(engine, 5, "early", "exited", "no", "False");
            compose(engine, 6, "late", "exited", "no", "False");
            Samples samples = scrape(settings(engine).stoppedFor(stoppedFor).build());
            assertThat(samples.named("container_exit_code")).hasSize(shown);
            assertThat(samples.value("allodoc_container_stopped_left_out")).isEqualTo(leftOut);
            assertThat(samples.value("container_state", "name", "shop-web-1", "state", "running"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_container_tells_its_image_and_when_it_was_made_and_ended() throws IOException {
        try (FakeEngine engine = engine()) {
            compose(engine, 6, "late", "exited", "no", "False");
            Samples samples = scrape(settings(engine).build());
            assertThat(samples.value("allodoc_container_info", "name", "shop-late-6", "image_id", "sha256:6"))
                    .isEqualTo(1);
            assertThat(samples.value("allodoc_container_created_timestamp_seconds", "name", "shop-late-6"))
                    .isEqualTo((double) Instant.parse("2026-11-20T00:00:00Z").getEpochSecond());
            assertThat(samples.value("allodoc_container_finished_timestamp_seconds", "name", "shop-late-6"))
                    .isEqualTo((double) Instant.parse("2026-11-25T06:00:00Z").getEpochSecond());
        }
    }
}
