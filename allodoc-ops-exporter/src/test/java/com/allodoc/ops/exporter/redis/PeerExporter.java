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

/** Debian's redis_exporter as a process; the test is skipped where it is not installed. */
final class PeerExporter implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-redis-exporter");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    private PeerExporter(int redisPort, int ownPort) throws IOException {
        process = new ProcessBuilder(
                        BINARY.toString(),
                        "--redis.addr=redis://127.0.0.1:" + redisPort,
                        "--web.listen-address=127.0.0.1:" + ownPort)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ownPort + "/metrics"))
                .build();
    }

    static PeerExporter of(int redisPort) {
        assumeTrue(
                Files.isExecutable(BINARY),
                "needs the peer to compare with: apt-get install prometheus-redis-exporter");
        try {
            PeerExporter exporter = new PeerExporter(redisPort, freePort());
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
