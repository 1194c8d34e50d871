package com.allodoc.ops.exporter.http;

import java.io.IOException;
import java.util.concurrent.Executor;

/** Sends a request to what answers it: known paths only, GET and HEAD only. */
final class Router {
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

    void route(Reply reply, String path) throws IOException {
        boolean known = path.equals("/") || path.equals("/metrics") || path.equals("/sd") || ProbeQuery.isProbe(path);
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
        } else {
            reply.html(landing.render());
        }
    }
}
