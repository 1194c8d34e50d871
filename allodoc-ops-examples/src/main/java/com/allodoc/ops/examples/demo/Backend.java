package com.allodoc.ops.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/** The clinic's backend: {@code /health}, a few pages, and an access log in nginx's combined format. */
final class Backend implements AutoCloseable {
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final String[] PATHS = {
        "/health", "/api/patients", "/api/appointments", "/api/prescriptions/42", "/gone"
    };

    private final HttpServer server;
    private final BufferedWriter accessLog;
    private final Clock clock;
    private final SplittableRandom random = new SplittableRandom(2026);

    private Backend(HttpServer server, BufferedWriter accessLog, Clock clock) {
        this.server = server;
        this.accessLog = accessLog;
        this.clock = clock;
    }

    static Backend start(Path accessLog, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Backend backend = new Backend(server, Files.newBufferedWriter(accessLog, StandardCharsets.UTF_8), clock);
        server.createContext("/", backend::answer);
        server.start();
        return backend;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int status = path.equals("/health") || path.startsWith("/api/") ? 200 : 404;
        String body = path.equals("/health") ? "{\"status\":\"up\"}\n" : "{}\n";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        log(exchange.getRequestMethod(), path, status, bytes.length);
    }

    /** Client addresses are of the block that is set aside for documentation. */
    private synchronized void log(String method, String path, int status, int length) throws IOException {
        accessLog.write(String.format(
                Locale.ROOT,
                "203.0.113.%d - - [%s] \"%s %s HTTP/1.1\" %d %d \"-\" \"demo\"%n",
                random.nextInt(1, 255),
                LOG_TIME.format(ZonedDateTime.now(clock)),
                method,
                path,
                status,
                length));
        accessLog.flush();
    }

    /** Visits the backend until it is interrupted. */
    void visit() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        SplittableRandom visitors = new SplittableRandom(7);
        while (!Thread.currentThread().isInterrupted()) {
            String path = PATHS[visitors.nextInt(PATHS.length)];
            client.send(
                    HttpRequest.newBuilder(URI.create(address() + path)).build(),
                    HttpResponse.BodyHandlers.discarding());
            Thread.sleep(100 + visitors.nextInt(300));
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        accessLog.close();
    }
}
