package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class LiveExporterTest {
    private static final String SUCCESSFUL = "allodoc_config_last_reload_successful ";
    private static final String AT = "allodoc_config_last_reload_success_timestamp_seconds ";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private LiveExporter exporter;

    @BeforeEach
    void start() throws Exception {
        write("listen: {addresses: ['127.0.0.1:0']}\ntargets: {}\n");
        ConfigLoader loader = ConfigLoader.of(Environment.of(Map.of()));
        Path file = folder.resolve("ops.yml");
        exporter = LiveExporter.of(
                loader.fromFile(file), new Reloading(() -> loader.fromFile(file), Optional.empty(), true));
        exporter.start();
    }

    @AfterEach
    void stop() {
        exporter.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("ops.yml"), text);
    }

    private HttpRequest.Builder request(String path) {
        URI uri = exporter.addresses().get(0).resolve(path);
        return HttpRequest.newBuilder(uri).header("X-Prometheus-Scrape-Timeout-Seconds", "20");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String page() throws IOException, InterruptedException {
        HttpResponse<String> page = send(request("/metrics"));
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static String withRedis(int port) {
        return "listen: {addresses: ['127.0.0.1:0']}\n"
                + "targets: {redis: [{name: cache, url: 'redis://127.0.0.1:" + port + "'}]}\n";
    }

    @Test
    void a_new_configuration_takes_the_place_of_the_old() throws Exception {
        List<URI> before = exporter.addresses();
        assertThat(page()).contains(SUCCESSFUL + "1\n", AT).doesNotContain("target=\"cache\"");
        write(withRedis(1));
        exporter.reload();

        assertThat(page()).contains("allodoc_target_up{source=\"redis\",target=\"cache\"} 0\n", SUCCESSFUL + "1\n");
        assertThat(exporter.addresses()).isEqualTo(before);
    }

    @Test
    void a_bad_one_leaves_the_old_one_running_and_says_so() throws Exception {
        write("targets: {rediss: []}\n");
        assertThatThrownBy(exporter::reload).isInstanceOf(ConfigException.class);
        assertThat(page()).contains(SUCCESSFUL + "0\n");

        HttpResponse<String> post = send(request("/-/reload").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(post.statusCode()).isEqualTo(500);
        assertThat(post.body()).startsWith("The old configuration stays: ").contains("ops.yml:1: targets.rediss");
        write(withRedis(1));
        assertThat(send(request("/-/reload").POST(HttpRequest.BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
        assertThat(page()).contains(SUCCESSFUL + "1\n");
    }

    @Test
    void addresses_come_and_go_and_a_taken_one_changes_nothing() throws Exception {
        write("listen: {addresses: ['127.0.0.1:0', 'localhost:0']}\ntargets: {}\n");
        exporter.reload();
        assertThat(exporter.addresses()).hasSize(2);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write("listen: {addresses: ['127.0.0.1:" + taken.getLocalPort() + "']}\ntargets: {}\n");
            assertThatThrownBy(exporter::reload).isInstanceOf(IOException.class);
        }

        assertThat(exporter.addresses()).hasSize(2);
        assertThat(page()).contains(SUCCESSFUL + "0\n");
    }

    @Test
    void no_scrape_fails_while_it_reloads_thirty_times() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Integer>> scrapers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            scrapers.add(CompletableFuture.supplyAsync(() -> {
                int pages = 0;
                while (!done.get()) {
                    try {
                        assertThat(page()).contains(SUCCESSFUL + "1\n");
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError("a scrape failed", e);
                    }
                    pages++;
                }
                return pages;
            }));
        }
        for (int i = 0; i < 30; i++) {
            write(withRedis(1 + i % 2));
            exporter.reload();
        }
        done.set(true);

        for (CompletableFuture<Integer> scraper : scrapers) {
            assertThat(scraper.join()).isPositive();
        }
    }

    @Test
    void a_scrape_under_way_is_answered_by_the_configuration_it_began_with() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            write(withRedis(silent.getLocalPort()));
            exporter.reload();
            CompletableFuture<HttpResponse<String>> scrape = client.sendAsync(
                    request("/metrics").setHeader("X-Prometheus-Scrape-Timeout-Seconds", "3").build(),
                    HttpResponse.BodyHandlers.ofString());
            try (Socket asked = silent.accept()) {
                write("listen: {addresses: ['127.0.0.1:0']}\ntargets: {}\n");
                exporter.reload();
                assertThat(page()).doesNotContain("target=\"cache\"");

                assertThat(scrape.join().statusCode()).isEqualTo(200);
                assertThat(scrape.join().body())
                        .contains("allodoc_target_up_reason{source=\"redis\",target=\"cache\",reason=\"timeout\"} 1\n");
                assertThat(asked.isConnected()).isTrue();
            }
        }
        Await.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("allodoc-retire")));
    }
}
