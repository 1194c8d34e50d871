package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.Main;
import com.allodoc.ops.exporter.testing.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process as it is started and ended in production. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeProcessIT {

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("DATA_SOURCE_NAME", "", "REDIS_ADDR", "", "DOCKER_HOST", ""));
        return builder.start();
    }

    @Test
    void says_where_it_serves_and_ends_quickly_on_sigterm() throws Exception {
        Process process = start("--listen", "127.0.0.1:0");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Optional<String> serving =
                    lines.lines().filter(line -> line.contains("serving url=")).findFirst();
            assertThat(serving).isPresent();
            URI url = URI.create(serving.get().replaceFirst(".*url=", ""));
            assertThat(url.getPort()).isPositive();
            // Process.destroy() would close the streams, too.
            process.toHandle().destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(lines.lines()).anyMatch(line -> line.endsWith("INFO  stopped"));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void reads_its_configuration_again_on_sighup(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ops.yml"), "targets: {}\n");
        try (JavaProcess process = JavaProcess.start(
                "-Xmx64m", Main.class, "--config", file.toString(), "--listen", "127.0.0.1:0")) {
            process.lineWith("serving url=");
            Files.writeString(file, "target: {}\n");
            process.signal("HUP");
            assertThat(process.lineWith("not reloaded")).contains("WARN", "ops.yml:1: target: unknown key");
            Files.writeString(file, "targets: {redis: [{name: cache, url: 'redis://127.0.0.1:1'}]}\n");
            process.signal("HUP");

            assertThat(process.lineWith("reloaded")).endsWith("reloaded targets=1");
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void tells_in_one_sentence_that_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Process process = start("--listen", ":" + taken.getLocalPort());
            try {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).isEqualTo(2);
                assertThat(output.lines())
                        .singleElement()
                        .asString()
                        .startsWith("cannot listen on :" + taken.getLocalPort() + ": another program has the port.");
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
