package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.testing.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive that mvn package makes, unpacked and started as people do it. */
@Timeout(120)
class LauncherIT {
    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void unpack() throws Exception {
        home = Installation.unpack(folder).home();
    }

    private record Ended(int code, String text) {}

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/allodoc-ops").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text);
    }

    private List<Path> archives(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    @Test
    void holds_what_is_needed_and_runs() throws Exception {
        assertThat(home.resolve("systemd/allodoc-ops.service")).isRegularFile();
        assertThat(home.resolve("docker/Dockerfile")).isRegularFile();
        assertThat(home.resolve("docker/compose.yml")).isRegularFile();
        assertThat(home.resolve("LICENSE")).isRegularFile();
        assertThat(run(
                                Map.of(),
                                "config",
                                "check",
                                "--config",
                                home.resolve("config/ops.yml").toString())
                        .code())
                .isZero();
        assertThat(run(Map.of(), "version").text()).startsWith("allodoc-ops-exporter ");
        assertThat(archives(home.resolve("lib"))).as("of so short a run").isEmpty();
    }

    @Test
    void makes_an_archive_of_classes_and_uses_it() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("a cache"));
        Map<String, String> environment = Map.of(
                "ALLODOC_OPS_CACHE", cache.toString(), "DATA_SOURCE_NAME", "", "REDIS_ADDR", "", "DOCKER_HOST", "");
        Ended made = run(environment, "archive");
        assumeTrue(made.code() == 0, "this JVM makes no archives of classes: " + made.text());

        assertThat(archives(cache)).hasSize(1);
        Ended version = run(
                Map.of("ALLODOC_OPS_CACHE", cache.toString(), "ALLODOC_OPS_OPTS", "-Xshare:on -XX:+PrintFlagsFinal"),
                "version");
        assertThat(version.text()).contains("allodoc-ops-exporter ").contains(cache.toString());
        assertThat(version.code()).isZero();
    }

    @Test
    void takes_the_flags_for_time_that_the_guide_names() throws Exception {
        Ended version = run(
                Map.of(
                        "ALLODOC_OPS_CACHE",
                        "none",
                        "ALLODOC_OPS_OPTS",
                        Installation.FOR_TIME + " -XX:+PrintFlagsFinal"),
                "version");

        assertThat(version.code()).isZero();
        assertThat(version.text()).containsPattern("TieredStopAtLevel +:?= 4 ").contains("allodoc-ops-exporter ");
        assertThat(Path.of("../docs/install.md"))
                .content()
                .contains("ALLODOC_OPS_OPTS=\"" + Installation.FOR_TIME + '"');
    }

    @Test
    void says_what_is_missing() throws Exception {
        Ended without = run(Map.of("JAVA_HOME", "/nowhere"), "version");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.text()).contains("there is no /nowhere/bin/java");

        Files.delete(home.resolve("lib/allodoc-ops-exporter.jar"));
        assertThat(run(Map.of(), "version").text()).contains("build it with mvn package");
    }
}
