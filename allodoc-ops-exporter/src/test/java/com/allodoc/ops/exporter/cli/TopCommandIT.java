package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The command {@code top} as a script runs it: in a pipe, on a real engine. */
class TopCommandIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final String name = "allodoc-topcmd-" + UUID.randomUUID();

    private int run(Map<String, String> variables, String... arguments) {
        Surroundings surroundings = new Surroundings(
                Environment.of(variables), out, Engine.ofExporter(), close -> close::run, (format, level) -> {});
        return Cli.of(surroundings, new PrintWriter(err)).run(arguments);
    }

    private static Map<String, String> engine(String host) {
        return Map.of("DATA_SOURCE_NAME", "", "REDIS_ADDR", "", "DOCKER_HOST", host);
    }

    @Test
    void shows_one_frame_in_a_pipe_without_colours() {
        try (Dockerd docker = Dockerd.running()) {
            docker.run(name, "sleep 1000");
            assertThat(run(engine(docker.uri().toString()), "top", "--interval", "0.2"))
                    .isBetween(0, 2);
            String text = out.toString(StandardCharsets.UTF_8);
            assertThat(text).contains("CONTAINER", name, "running").doesNotContain("\u001b");
        }
    }

    @Test
    void gives_scripts_one_line_of_JSON() throws Exception {
        try (Dockerd docker = Dockerd.running()) {
            docker.run(name, "sleep 1000");
            run(engine(docker.uri().toString()), "top", "--once", "--json", "-n", "0.2");
            String text = out.toString(StandardCharsets.UTF_8);
            assertThat(text.lines()).hasSize(1);
            JsonNode frame = new ObjectMapper().readTree(text);
            JsonNode own = MissingNode.getInstance();
            for (JsonNode each : frame.path("containers")) {
                own = each.path("name").asText().equals(name) ? each : own;
            }
            assertThat(own.path("cores").isNumber()).isTrue();
            assertThat(own.path("memory_bytes").asLong()).isPositive();
        }
    }

    @Test
    void ends_with_2_when_the_engine_is_down_and_says_why() {
        assertThat(run(engine("unix:///nonexistent/docker.sock"), "top", "-n", "0.1"))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("engine down: unix:///nonexistent/docker.sock: ");
    }

    @Test
    void refuses_what_can_not_be_meant() {
        assertThat(run(engine(""), "top")).isEqualTo(64);
        assertThat(err.toString()).contains("no container engine is configured; set DOCKER_HOST");
        assertThat(run(engine(""), "top", "--interval", "0")).isEqualTo(64);
        assertThat(err.toString()).contains("--interval must be from 0.1 to 3600 seconds");
    }
}
