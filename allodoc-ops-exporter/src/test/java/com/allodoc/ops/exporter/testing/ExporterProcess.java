package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The archive that people download, run as they run it: {@code java -jar allodoc-ops-exporter.jar}. */
public final class ExporterProcess implements AutoCloseable {
    private static final Path ARCHIVE = Path.of("target", "allodoc-ops-exporter.jar");

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private ExporterProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it with this configuration file and waits until it listens. */
    public static ExporterProcess start(Path folder, String config) throws Exception {
        Path file = Files.writeString(folder.resolve("ops.yml"), config);
        Path log = folder.resolve("exporter.log");
        int port = Programs.freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-jar",
                        ARCHIVE.toString(),
                        "serve",
                        "--config",
                        file.toString(),
                        "--listen",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ExporterProcess exporter = new ExporterProcess(process, port, log);
        Await.until(exporter::isReady);
        return exporter;
    }

    private boolean isReady() throws InterruptedException, IOException {
        if (!process.isAlive()) {
            throw new IOException("the exporter ended: " + log());
        }
        try {
            return send("/-/ready", "1").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Scrapes as a Prometheus with this time limit does. */
    public Page scrape(String timeoutSeconds) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = send("/metrics", timeoutSeconds);
        return new Page(response.statusCode(), response.body(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Any path, with time enough. */
    public Page get(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = send(path, "20");
        return new Page(response.statusCode(), response.body(), Duration.ofNanos(System.nanoTime() - start));
    }

    private HttpResponse<String> send(String path, String timeoutSeconds) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path))
                .header("X-Prometheus-Scrape-Timeout-Seconds", timeoutSeconds)
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A page as it arrived. */
    public record Page(int status, String body, Duration took) {

        /** The value of a series, written exactly as on the page. */
        public OptionalDouble value(String series) {
            return body.lines()
                    .filter(line -> line.startsWith(series + ' '))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                    .findFirst();
        }

        /** The reason that the target gives for being up or down. */
        public String reason(String source, String target) {
            String start = "allodoc_target_up_reason{source=\"" + source + "\",target=\"" + target + "\",reason=\"";
            return body.lines()
                    .filter(line -> line.startsWith(start) && line.endsWith("\"} 1"))
                    .map(line -> line.substring(start.length(), line.length() - "\"} 1".length()))
                    .findFirst()
                    .orElse("(none)");
        }

        public boolean isUp(String source, String target) {
            return reason(source, target).equals("ok");
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }
}
