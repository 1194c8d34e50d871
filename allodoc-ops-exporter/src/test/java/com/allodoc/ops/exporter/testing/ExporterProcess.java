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
import java.util.ArrayList;
import java.util.List;
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
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ExporterProcess exporter = launch(folder, config, "", List.of(java, "-Xmx64m", "-jar", ARCHIVE.toString()));
        Await.until(exporter::isReady);
        return exporter;
    }

    /** Starts the launcher of an installation, and does not wait. */
    public static ExporterProcess launch(Installation installation, Path folder, String config) throws IOException {
        return launch(installation, folder, config, "");
    }

    /** As {@link #launch(Installation, Path, String)}, with further flags for the JVM. */
    public static ExporterProcess launch(Installation installation, Path folder, String config, String flags)
            throws IOException {
        return launch(folder, config, flags, List.of(installation.launcher().toString()));
    }

    private static ExporterProcess launch(Path folder, String config, String flags, List<String> program)
            throws IOException {
        Path file = Files.writeString(folder.resolve("ops.yml"), config);
        Path log = folder.resolve("exporter.log");
        int port = Programs.freePort();
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("serve", "--config", file.toString(), "--listen", "127.0.0.1:" + port));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ALLODOC_OPS_OPTS", flags);
        return new ExporterProcess(builder.start(), port, log);
    }

    /** Whether it answers yet; fails when it has ended. */
    public boolean isReady() throws InterruptedException, IOException {
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

    /** Fetches a page as Prometheus does, compressed, and forgets it. */
    public void load() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + "/metrics"))
                .header("X-Prometheus-Scrape-Timeout-Seconds", "10")
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(60))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("answered with " + status);
        }
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
