package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.check.HealthReport;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A health endpoint of a plain Java application: {@code /health/ready} answers for the group {@code ready}. */
public final class HealthEndpoint {

    private static final String PATH = "/health/";

    private HealthEndpoint() {}

    /** Serves the groups of {@code checks}; a read returns the last result and never waits for a check. */
    public static HttpServer serve(CheckScheduler checks, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(PATH, exchange -> {
            String group = exchange.getRequestURI().getPath().substring(PATH.length());
            answer(exchange, checks.report(group));
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, HealthReport report) throws IOException {
        byte[] body = report.explain().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(report.isSuccess() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
