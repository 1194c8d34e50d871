package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request to what answers it: known paths only, GET and HEAD only, and no failure without an answer. */
final class Router implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final MetricsHandler metrics;
    private final ProbeHandler probe;
    private final DiscoveryHandler discovery;
    private final LandingPage landing;

    Router(Site site, Executor executor) {
        this.metrics = new MetricsHandler(site, executor);
        this.probe = new ProbeHandler(site, executor);
        this.discovery = new DiscoveryHandler(site.fleet());
        this.landing = new LandingPage(site);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            route(new Reply(exchange), exchange.getRequestURI().getPath());
        } catch (RuntimeException e) {
            log.error("request failed", e);
            new Reply(exchange).failure();
        }
    }

    private void route(Reply reply, String path) throws IOException {
        boolean known = path.equals("/")
                || path.equals("/metrics")
                || path.equals("/sd")
                || ProbeQuery.isProbe(path)
                || isHealth(path);
        if (!known) {
            reply.text(404, "There is nothing here. The metrics are at /metrics.\n");
        } else if (!reply.isRead()) {
            reply.notAllowed();
        } else if (path.equals("/metrics")) {
            metrics.answer(reply);
        } else if (ProbeQuery.isProbe(path)) {
            probe.answer(reply, path);
        } else if (path.equals("/sd")) {
            discovery.answer(reply);
        } else if (path.equals("/")) {
            reply.html(landing.render());
        } else {
            reply.text(200, "OK\n");
        }
    }

    /** Listening at all means healthy, and the targets are read from the first request on: ready is the same. */
    private static boolean isHealth(String path) {
        return path.equals("/-/healthy") || path.equals("/-/ready");
    }
}
