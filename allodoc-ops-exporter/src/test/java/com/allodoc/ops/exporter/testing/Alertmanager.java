package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real Alertmanager. */
public final class Alertmanager implements AutoCloseable {
    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private Alertmanager(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one with this configuration; skips the test when none is installed.
     *
     * @param folder for its configuration, its data and its log
     */
    public static Alertmanager start(Path folder, String config) throws IOException {
        Path program = Programs.require("prometheus-alertmanager");
        int port = Programs.freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + Files.writeString(folder.resolve("alertmanager.yml"), config),
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        return new Alertmanager(process, port);
    }

    /** One whose only receiver is a port where nobody listens, and which has an alert to tell. */
    public static Alertmanager thatReachesNobody(Path folder) throws Exception {
        Alertmanager alertmanager = start(folder, """
            route: {receiver: nobody, group_wait: 0s}
            receivers:
              - {name: nobody, webhook_configs: [{url: 'http://127.0.0.1:%d/'}]}
            """.formatted(Programs.freePort()));
        Await.until(() -> alertmanager.post("{\"labels\": {\"alertname\": \"Anything\"}}"));
        return alertmanager;
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Sends alerts, as JSON objects separated by commas; false while it does not answer. */
    public boolean post(String alerts) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + "/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + alerts + "]"))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
