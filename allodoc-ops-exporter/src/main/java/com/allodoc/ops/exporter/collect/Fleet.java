package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * All targets of the configuration, scraped at once under one deadline. Requests for the same thing at the same time
 * share one scrape: two Prometheus servers cost what one costs. Safe for use by any thread.
 */
public final class Fleet implements AutoCloseable {
    private final List<TargetScraper<?>> scrapers;
    private final SingleFlight<ScrapeFilter, List<Snapshot>> flights = new SingleFlight<>();

    /** Takes the scrapers over; {@link #close()} closes them. */
    public Fleet(List<TargetScraper<?>> scrapers) {
        this.scrapers = List.copyOf(scrapers);
    }

    public List<TargetScraper<?>> scrapers() {
        return scrapers;
    }

    /** Scrapes every target of which the filter asks for something; complete at the deadline at the latest. Cancelled
     * when everybody who asked has cancelled. */
    public CompletableFuture<List<Snapshot>> scrape(Deadline deadline, ScrapeFilter filter) {
        return flights.join(filter, deadline, () -> all(deadline, filter));
    }

    private CompletableFuture<List<Snapshot>> all(Deadline deadline, ScrapeFilter filter) {
        List<CompletableFuture<Snapshot>> running = scrapers.stream()
                .map(scraper -> scraper.scrape(deadline, filter))
                .flatMap(Optional::stream)
                .toList();
        CompletableFuture<List<Snapshot>> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .thenApply(done -> running.stream().map(CompletableFuture::join).toList());
        all.whenComplete((snapshots, failure) -> {
            if (all.isCancelled()) {
                running.forEach(scrape -> scrape.cancel(true));
            }
        });
        return all;
    }

    @Override
    public void close() {
        scrapers.forEach(TargetScraper::close);
    }
}
