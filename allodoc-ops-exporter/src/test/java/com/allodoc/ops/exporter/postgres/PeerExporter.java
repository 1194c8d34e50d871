package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.io.IOException;
import java.net.ConnectException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's prometheus-postgres-exporter, run against a server of ours. Skips the test when it is not installed. */
final class PeerExporter implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-postgres-exporter");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final HttpRequest request;

    /** A line of its page. */
    record Series(String name, Map<String, String> labels) {}

    /** Its page. */
    record PeerPage(Map<String, String> types, Map<Series, Double> values) {}

    private PeerExporter(Process process, int port) {
        this.process = process;
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    static PeerExporter start(PostgresServer server) throws IOException, InterruptedException {
        return start(server, List.of());
    }

    /** With options of its own, such as a file of queries. */
    static PeerExporter start(PostgresServer server, List<String> options) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is missing: apt install prometheus-postgres-exporter");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "--web.listen-address=127.0.0.1:" + port));
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .put(
                        "DATA_SOURCE_NAME",
                        "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres?sslmode=disable");
        PeerExporter peer = new PeerExporter(builder.start(), port);
        Deadline patience = Deadline.after(Duration.ofSeconds(20));
        while (!peer.answers()) {
            assertThat(patience.isExpired()).as("the peer answers").isFalse();
        }
        return peer;
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            return text().contains("pg_up 1");
        } catch (ConnectException e) {
            assertThat(process.isAlive()).as("the peer runs").isTrue();
            return false;
        }
    }

    String text() throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    PeerPage scrape() throws IOException, InterruptedException {
        Map<String, String> types = new TreeMap<>();
        Map<Series, Double> values = new HashMap<>();
        for (String line : text().split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                types.put(words[2], words[3]);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                int value = line.lastIndexOf(' ');
                values.put(series(line.substring(0, value)), number(line.substring(value + 1)));
            }
        }
        return new PeerPage(types, values);
    }

    private static Series series(String text) {
        int brace = text.indexOf('{');
        Map<String, String> labels = new TreeMap<>();
        if (brace >= 0) {
            Matcher matcher = LABEL.matcher(text.substring(brace));
            while (matcher.find()) {
                labels.put(matcher.group(1), matcher.group(2));
            }
        }
        return new Series(brace < 0 ? text : text.substring(0, brace), labels);
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
        process.destroy();
        process.onExit().join();
    }
}
