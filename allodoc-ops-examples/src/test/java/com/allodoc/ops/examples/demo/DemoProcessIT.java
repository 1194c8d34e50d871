package com.allodoc.ops.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process: what it shows, and that nothing of it is left, however it is ended. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoProcessIT {
    @TempDir
    private Path temporary;

    @Test
    void shows_its_progress_serves_three_sources_and_ends_on_sigterm() throws Exception {
        try (DemoProcess demo = DemoProcess.start(temporary, 0)) {
            demo.awaitLine("Ctrl-C ends everything.");
            assertThat(demo.output())
                    .contains(
                            "PostgreSQL on 127.0.0.1:",
                            "Redis on 127.0.0.1:",
                            "Backend with /health on",
                            "First page:");
            String page = get(demo.url("/metrics"));
            assertThat(page.lines())
                    .contains("pg_up 1", "redis_up 1")
                    .anyMatch(line -> line.startsWith("pg_stat_database_xact_commit{"));
            assertThat(get(demo.url("/"))).contains("clinic", "sessions");
            assertThat(get(demo.url("/health"))).contains("\"up\"");
            demo.end();
            assertThat(demo.leftovers()).isEmpty();
        }
    }

    @Test
    void leaves_nothing_behind_when_it_is_killed() throws Exception {
        try (DemoProcess demo = DemoProcess.start(temporary, 0)) {
            demo.awaitLine("Ctrl-C ends everything.");
            assertThat(demo.leftovers()).isNotEmpty();
            demo.kill();
            demo.awaitNoLeftovers();
        }
    }

    @Test
    void leaves_nothing_behind_when_it_is_killed_while_its_first_server_starts() throws Exception {
        try (DemoProcess demo = DemoProcess.start(temporary, 0)) {
            demo.awaitFile("postgres/PG_VERSION");
            demo.kill();
            demo.awaitNoLeftovers();
        }
    }

    @Test
    void tells_in_one_sentence_that_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DemoProcess demo = DemoProcess.start(temporary, taken.getLocalPort())) {
            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.output().strip())
                    .isEqualTo("Port " + taken.getLocalPort() + " is taken. Choose another one:"
                            + " mvn -q -Pdemo package -Ddemo.port=" + (taken.getLocalPort() + 1));
        }
    }

    private static String get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address.toString()).isEqualTo(200);
        return response.body();
    }
}
