package com.allodoc.ops.exporter.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A real Prometheus server that scrapes what a test gives it, once a second. */
public final class Prometheus implements AutoCloseable {
    private static final String HEAD = "global:\n  scrape_interval: 1s\n  scrape_timeout: 1s\nscrape_configs:\n";

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server; skips the test when none is installed.
     *
     * @param jobs the address to scrape, {@code host:port/path}, by the name of the job
     */
    public static Prometheus scraping(Path folder, Map<String, String> jobs) throws Exception {
        StringBuilder config = new StringBuilder(HEAD);
        jobs.forEach((job, address) -> {
            int slash = address.indexOf('/');
            config.append("  - job_name: ").append(job).append("\n    honor_labels: true\n");
            config.append("    metrics_path: ").append(address.substring(slash)).append('\n');
            config.append("    static_configs:\n      - targets: ['")
                    .append(address, 0, slash)
                    .append("']\n        labels: {instance: x}\n");
        });
        return start(folder, config.toString());
    }

    /** Starts a server that asks this address for its targets, once a second; skips the test when none is installed. */
    public static Prometheus discovering(Path folder, String uri) throws Exception {
        return start(
                folder,
                HEAD + "  - job_name: found\n    http_sd_configs:\n      - {url: '" + uri
                        + "', refresh_interval: 1s}\n");
    }

    private static Prometheus start(Path folder, String config) throws Exception {
        Path program = Programs.require("prometheus");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
        int port = Programs.freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, port);
        Await.until(prometheus::isReady);
        return prometheus;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The value of a query that yields one series; empty when it yields none. */
    public OptionalDouble value(String query) throws IOException, InterruptedException {
        Map<String, Double> series = query(query);
        if (series.size() > 1) {
            throw new IllegalArgumentException("query yields " + series.size() + " series: " + query);
        }
        return series.values().stream().mapToDouble(Double::doubleValue).findFirst();
    }

    /** Every series of an instant query by its labels in order of their names, without job and instance. */
    public Map<String, Double> query(String query) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        JsonNode answer = json.readTree(response.body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException("query failed: " + query + ": " + response.body());
        }
        Map<String, Double> series = new TreeMap<>();
        for (JsonNode result : answer.path("data").path("result")) {
            Map<String, String> labels = new TreeMap<>();
            result.path("metric")
                    .properties()
                    .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            labels.remove("job");
            labels.remove("instance");
            series.put(labels.toString(), number(result.path("value").path(1).asText()));
        }
        return series;
    }

    /** Waits until the last scrape of a job succeeded, and says why not when it never does. */
    public void awaitUp(String job) throws Exception {
        try {
            Await.until(() -> value("up{job=\"" + job + "\"}").orElse(0) == 1);
        } catch (AssertionError e) {
            throw new AssertionError(get("/api/v1/targets").body(), e);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
