package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Debian's node_exporter as a process; the test is skipped where it is not installed. */
final class NodeExporterProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private NodeExporterProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static NodeExporterProcess start() throws Exception {
        String program = Programs.require("prometheus-node-exporter").toString();
        int port = Programs.freePort();
        Process process = new ProcessBuilder(program, "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        NodeExporterProcess peer = new NodeExporterProcess(process, port);
        Await.until(() -> {
            try {
                peer.page();
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return peer;
    }

    int port() {
        return port;
    }

    HostPage page() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HostPage.parse(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
