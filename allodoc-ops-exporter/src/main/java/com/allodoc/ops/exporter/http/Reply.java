package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The answer to one request. Used by one thread at a time. */
final class Reply {
    private final HttpExchange exchange;

    Reply(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** All values of a header that may come more than once, joined as RFC 9110 allows. */
    @Nullable
    String headers(String name) {
        var values = exchange.getRequestHeaders().get(name);
        return values == null ? null : String.join(",", values);
    }

    @Nullable
    String query() {
        return exchange.getRequestURI().getRawQuery();
    }

    boolean isRead() {
        return exchange.getRequestMethod().equals("GET") || isHead();
    }

    boolean isHead() {
        return exchange.getRequestMethod().equals("HEAD");
    }

    void text(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", text);
    }

    void json(String json) throws IOException {
        send(200, "application/json", json);
    }

    void html(String html) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        send(200, "text/html; charset=utf-8", html);
    }

    void notAllowed() throws IOException {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        text(405, "Only GET and HEAD are answered here.\n");
    }

    /** An answer for what nobody expected. Does what can still be done when part of an answer is on its way already. */
    void failure() throws IOException {
        if (exchange.getResponseCode() == -1) {
            text(500, "The exporter failed to answer; its log says why.\n");
        } else {
            exchange.close();
        }
    }

    private void send(int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head(contentType);
        try (exchange) {
            if (isHead()) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Headers head(String contentType) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        headers.set("X-Content-Type-Options", "nosniff");
        return headers;
    }

    /** Streams a body of unknown length, compressed when the client can read that. */
    void stream(String contentType, Body body) throws IOException {
        boolean gzip = Quality.of(headers("Accept-Encoding"), "gzip") > 0;
        Headers headers = head(contentType);
        headers.set("Vary", "Accept, Accept-Encoding");
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        try (exchange) {
            if (isHead()) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream plain = exchange.getResponseBody();
                    OutputStream out = gzip ? new FastGzip(plain) : plain) {
                body.write(out);
            }
        }
    }

    /** What {@link #stream} sends. */
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /** Metrics shrink tenfold at the lowest level; higher ones cost three times the time for little. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
