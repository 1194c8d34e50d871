package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before everything: health for everybody, the rest for who may and when there is room; no failure without an
 * answer.
 */
final class Gate implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    private static final Set<String> NOT_CROSS_SITE = Set.of("none", "same-origin");

    private final Stage stage;

    Gate(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        stage.threads().headerRead();
        stage.wide().seen(exchange.getLocalAddress(), exchange.getRemoteAddress());
        Protection protection = stage.protection();
        String path = exchange.getRequestURI().getPath();
        Reply outer = new Reply(exchange, protection.headers());
        if (path == null) {
            outer.text(400, "The request names no path.\n");
        } else if (isHealth(path)) {
            // Listening at all means healthy, and the targets are read from the first request on: ready is the same.
            if (outer.isRead()) {
                outer.text(200, "OK\n");
            } else {
                outer.notAllowed();
            }
        } else if (isWelcome(protection, outer)) {
            answer(exchange, protection, path);
        }
    }

    private static boolean isHealth(String path) {
        return path.equals("/-/healthy") || path.equals("/-/ready");
    }

    private boolean isWelcome(Protection protection, Reply reply) throws IOException {
        switch (protection.logins().check(reply.header("Authorization"))) {
            case WELCOME -> {
                return isInTime(protection, reply);
            }
            case REFUSED -> {
                stage.refusals().add(Refusals.Reason.UNAUTHENTICATED);
                reply.challenge();
            }
            case BUSY -> refuse(reply, Refusals.Reason.LOGINS, 503, 5);
        }
        return false;
    }

    private boolean isInTime(Protection protection, Reply reply) throws IOException {
        RateLimit limit = protection.rateLimit().orElse(null);
        if (limit != null && !limit.admits()) {
            refuse(reply, Refusals.Reason.RATE, 429, limit.retryAfterSeconds());
            return false;
        }
        return true;
    }

    private void refuse(Reply reply, Refusals.Reason reason, int status, long seconds) throws IOException {
        stage.refusals().add(reason);
        reply.later(status, seconds);
    }

    private void answer(HttpExchange exchange, Protection protection, String path) throws IOException {
        if (!stage.requests().tryAcquire()) {
            refuse(new Reply(exchange, protection.headers()), Refusals.Reason.CONCURRENCY, 503, 1);
            return;
        }
        Scene scene = stage.enter();
        Reply reply = new Reply(exchange, protection.headers(), stage, () -> {
            scene.leave();
            stage.requests().release();
        });
        try {
            if (path.equals("/-/reload")) {
                reload(reply);
            } else {
                scene.router().route(reply, path);
            }
        } catch (IOException e) {
            reply.end();
            throw e;
        } catch (RuntimeException e) {
            log.error("request failed", e);
            reply.failure();
        }
    }

    private void reload(Reply reply) throws IOException {
        Stage.@Nullable Reload reload = stage.reload();
        if (reload == null) {
            reply.text(403, "Reloading is off. Start the exporter with --web.enable-lifecycle, or send it SIGHUP.\n");
            return;
        }
        if (!reply.isChange()) {
            reply.notAllowed("POST, PUT");
            return;
        }
        String from = reply.header("Sec-Fetch-Site");
        if (from != null && !NOT_CROSS_SITE.contains(from)) {
            reply.text(403, "Another site's page may not reload the exporter.\n");
            return;
        }
        try {
            reload.run();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            reply.text(500, "The old configuration stays: " + e.getMessage() + "\n");
            return;
        }
        reply.text(200, "Reloaded.\n");
    }
}
