package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /metrics}. No thread waits while the targets are scraped. */
final class MetricsHandler {
    private static final Logger log = LoggerFactory.getLogger(MetricsHandler.class);

    private final Site site;
    private final Executor executor;
    private final ForeignCollectors foreign;
    private final RepeatedPages pages = new RepeatedPages();
    private final SpareBytes spare = new SpareBytes();

    MetricsHandler(Site site, Executor executor) {
        this.site = site;
        this.executor = executor;
        this.foreign = new ForeignCollectors(site.meters());
    }

    void answer(Reply reply) throws IOException {
        MetricsRequest request;
        try {
            request = MetricsRequest.parse(reply.query());
        } catch (IllegalArgumentException e) {
            reply.text(400, "The query can't be read: " + e.getMessage() + "\n");
            return;
        }
        PageFormat format = PageFormat.accepted(reply.headers("Accept"));
        if (reply.isHead()) {
            reply.stream(format.contentType(), out -> {});
            return;
        }
        Deadline deadline = Deadline.after(MetricsRequest.timeout(
                reply.header("X-Prometheus-Scrape-Timeout-Seconds"), site.margin(), site.timeout()));
        CompletableFuture<List<Snapshot>> scrape = site.fleet().scrape(deadline, request.collectors());
        reply.waitsFor(scrape);
        // While the targets answer, this thread has nothing else to do.
        List<SampleTable> own = foreign.read();
        scrape.thenAcceptAsync(snapshots -> send(reply, tables(snapshots, own), request, format), executor)
                .exceptionally(e -> {
                    fail(reply, e);
                    return null;
                });
    }

    private void send(Reply reply, List<SampleTable> tables, MetricsRequest request, PageFormat format) {
        try {
            reply.stream(format.contentType(), spare, pages.body(tables, request, format));
        } catch (IOException e) {
            log.debug("the client went away before its page was complete", e);
        }
    }

    static List<SampleTable> tables(List<Snapshot> snapshots, List<SampleTable> foreign) {
        List<SampleTable> tables = new ArrayList<>();
        snapshots.forEach(snapshot -> tables.addAll(snapshot.tables()));
        tables.addAll(foreign);
        return tables;
    }

    /** Answers that the page could not be made, unless that is so because nobody waits for it any more. */
    static void fail(Reply reply, Throwable failure) {
        if (failure.getCause() instanceof CancellationException || failure instanceof CancellationException) {
            reply.abandon();
            return;
        }
        log.error("the page could not be made", failure);
        try {
            reply.failure();
        } catch (IOException e) {
            log.debug("the client went away too", e);
        }
    }
}
