package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The answer to one request. Used by one thread at a time. */
final class Reply {
    private final HttpExchange exchange;
    private final Map<String, String> configured;
    private final @Nullable Stage stage;
    private final AtomicReference<@Nullable Runnable> ended;

    /** @param configured headers that go before our own */
    Reply(HttpExchange exchange, Map<String, String> configured) {
        this(exchange, configured, null, () -> {});
    }

    /**
     * An answer on a stage.
     *
     * @param ended run once, when the answer is over, well or badly
     */
    Reply(HttpExchange exchange, Map<String, String> configured, @Nullable Stage stage, Runnable ended) {
        this.exchange = exchange;
        this.configured = configured;
        this.stage = stage;
        this.ended = new AtomicReference<>(ended);
    }

    /** Cancels what the answer waits for when the client goes away meanwhile. */
    void waitsFor(CompletableFuture<?> work) {
        if (stage != null) {
            stage.departures().watch(exchange.getLocalAddress(), exchange.getRemoteAddress(), work);
        }
    }

    /** Says that nothing more will be answered. */
    void end() {
        Runnable once = ended.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }

    /** Closes the connection without an answer: nobody is there to read it. */
    void abandon() {
        exchange.close();
        end();
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

    boolean isChange() {
        return exchange.getRequestMethod().equals("POST")
                || exchange.getRequestMethod().equals("PUT");
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
        notAllowed("GET, HEAD");
    }

    void notAllowed(String methods) throws IOException {
        exchange.getResponseHeaders().set("Allow", methods);
        text(405, "Only " + methods + " are answered here.\n");
    }

    /** Asks for a user and a password. Says the same whether the user, the password or both were wrong. */
    void challenge() throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"allodoc-ops\", charset=\"UTF-8\"");
        text(401, "Unauthorized\n");
    }

    /** Asks to come again. */
    void later(int status, long seconds) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
        text(status, "Too many requests; ask again later.\n");
    }

    /** An answer for what nobody expected. Does what can still be done when part of an answer is on its way already. */
    void failure() throws IOException {
        if (exchange.getResponseCode() == -1) {
            text(500, "The exporter failed to answer; its log says why.\n");
        } else {
            abandon();
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
        } finally {
            end();
        }
    }

    private Headers head(String contentType) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (!headers.containsKey("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        configured.forEach(headers::set);
        return headers;
    }

    /** As {@link #stream(String, SpareBytes, Body)}, for what is answered seldom. */
    void stream(String contentType, Body body) throws IOException {
        stream(contentType, new SpareBytes(), body);
    }

    /**
     * Streams a body of unknown length, compressed when the client can read that. One that fails before any of it was
     * sent is no answer at all, so that nobody takes it for whole.
     *
     * @param spare room for it
     */
    void stream(String contentType, SpareBytes spare, Body body) throws IOException {
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
            GatheredBody plain = new GatheredBody(exchange, spare, isWide(), gzip ? OptionalLong::empty : body::length);
            OutputStream out = gzip ? new FastGzip(plain) : plain;
            body.write(out);
            out.close();
        } finally {
            end();
        }
    }

    private boolean isWide() {
        return stage != null && stage.wide().admits(exchange.getLocalAddress(), exchange.getRemoteAddress());
    }

    /** What {@link #stream} sends. */
    interface Body {
        void write(OutputStream out) throws IOException;

        /** How many bytes that will be, where it is worth the time to know; asked for large ones only. */
        default OptionalLong length() throws IOException {
            return OptionalLong.empty();
        }
    }

    /** Metrics shrink tenfold at the lowest level; higher ones cost three times the time for little. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
