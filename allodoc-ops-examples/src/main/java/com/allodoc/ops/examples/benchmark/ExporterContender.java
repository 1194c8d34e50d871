package com.allodoc.ops.examples.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An exporter that runs as a process of its own and is asked over HTTP, as Prometheus does. */
final class ExporterContender implements Contender {
    private static final int WARM_UP = 60;

    private final String name;
    private final String watches;
    private final Process process;
    private final HttpRequest request;
    private final HttpClient client = HttpClient.newHttpClient();

    private ExporterContender(String name, String watches, Process process, int port) {
        this.name = name;
        this.watches = watches;
        this.process = process;
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
    }

    /** Starts it, waits until it answers, and lets it come to its speed. */
    static ExporterContender start(
            String name, String watches, int port, Path log, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        ExporterContender contender = new ExporterContender(name, watches, builder.start(), port);
        contender.awaitFirstPage(log);
        for (int i = 0; i < WARM_UP; i++) {
            contender.page();
        }
        return contender;
    }

    private void awaitFirstPage(Path log) throws IOException, InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                page();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || tries == 300) {
                    close();
                    throw new IOException(name + " does not answer; its log says: " + Files.readString(log), e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private byte[] page() throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String watches() {
        return watches;
    }

    @Override
    public Turn turn(int scrapes) throws IOException, InterruptedException {
        long cpu = ProcFile.cpuMillis(process.pid());
        long start = System.nanoTime();
        byte[] page = {};
        for (int i = 0; i < scrapes; i++) {
            page = page();
        }
        double wall = (System.nanoTime() - start) / 1e6 / scrapes;
        double used = (double) (ProcFile.cpuMillis(process.pid()) - cpu) / scrapes;
        return new Turn(wall, used, ProcFile.peakKib(process.pid()) / 1024.0, page.length, series(page));
    }

    private static int series(byte[] page) {
        int lines = 0;
        boolean first = true;
        for (byte b : page) {
            if (first && b != '#' && b != '\n') {
                lines++;
            }
            first = b == '\n';
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
