package com.allodoc.ops.exporter.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Debian's redis_exporter as a process; the test is skipped where it is not installed. */
final class PeerExporter implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-redis-exporter");

    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    private PeerExporter(int redisPort, int ownPort, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                BINARY.toString(),
                "--redis.addr=redis://127.0.0.1:" + redisPort,
                "--web.listen-address=127.0.0.1:" + ownPort));
        command.addAll(List.of(options));
        port = ownPort;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ownPort + "/metrics"))
                .build();
    }

    /** One for this server, with further options. */
    static PeerExporter of(int redisPort, String... options) {
        assumeTrue(
                Files.isExecutable(BINARY),
                "needs the peer to compare with: apt-get install prometheus-redis-exporter");
        try {
            PeerExporter exporter = new PeerExporter(redisPort, freePort(), options);
            exporter.awaitAnswer();
            return exporter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void awaitAnswer() {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                text();
                return;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() - giveUp > 0) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    int port() {
        return port;
    }

    Page page() {
        return Page.parse(text());
    }

    String text() {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
