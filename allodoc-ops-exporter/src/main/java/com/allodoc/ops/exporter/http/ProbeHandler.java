package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ProbeRefusal;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /probe/SOURCE?target=}: the metrics of one server, and nothing about the exporter itself. */
final class ProbeHandler {
    private static final Logger log = LoggerFactory.getLogger(ProbeHandler.class);

    private final Site site;
    private final Executor executor;
    private final SpareBytes spare = new SpareBytes();

    ProbeHandler(Site site, Executor executor) {
        this.site = site;
        this.executor = executor;
    }

    void answer(Reply reply, String path) throws IOException {
        PageFormat format = PageFormat.accepted(reply.headers("Accept"));
        if (reply.isHead()) {
            reply.stream(format.contentType(), out -> {});
            return;
        }
        Deadline deadline = Deadline.after(MetricsRequest.timeout(
                reply.header("X-Prometheus-Scrape-Timeout-Seconds"), site.margin(), site.timeout()));
        MetricsRequest wanted;
        CompletableFuture<Snapshot> snapshot;
        try {
            wanted = MetricsRequest.parse(reply.query());
            snapshot = site.fleet().probe(ProbeQuery.parse(path, reply.query()), deadline, wanted.collectors());
        } catch (ProbeRefusal refusal) {
            ProbeQuery.known(path).ifPresent(site.fleet()::refused);
            reply.text(status(refusal.kind()), refusal.explain() + '\n');
            return;
        } catch (IllegalArgumentException e) {
            reply.text(400, "The query is not percent-encoded as it must be.\n");
            return;
        }
        reply.waitsFor(snapshot);
        snapshot.thenAcceptAsync(page -> send(reply, page, wanted, format), executor)
                .exceptionally(e -> {
                    MetricsHandler.fail(reply, e);
                    return null;
                });
    }

    private static int status(ProbeRefusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case NOT_ALLOWED -> 403;
            case BUSY -> 503;
        };
    }

    private void send(Reply reply, Snapshot snapshot, MetricsRequest request, PageFormat format) {
        try {
            reply.stream(
                    format.contentType(),
                    spare,
                    PageWriter.body(
                            Page.of(MetricsHandler.tables(List.of(snapshot), List.of()), request.wanted()), format));
        } catch (IOException e) {
            log.debug("the client went away before its page was complete", e);
        }
    }
}
