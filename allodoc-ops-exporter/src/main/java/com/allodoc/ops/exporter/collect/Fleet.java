package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All targets of the configuration, scraped at once under one deadline, and the servers that probes name. Requests for
 * the same thing at the same time share one scrape, and within the minimum interval also those that come after: two
 * Prometheus servers cost what one costs. Safe for use by any thread.
 */
public final class Fleet implements AutoCloseable {
    private final List<TargetScraper<?>> scrapers;
    private final SingleFlight<ScrapeFilter, List<Snapshot>> flights;
    private final SingleFlight<Single, Snapshot> singles;
    private final @Nullable Probes probes;
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

    /** Takes the scrapers over; {@link #close()} closes them. Nothing is kept and nothing can be probed. */
    public Fleet(List<TargetScraper<?>> scrapers) {
        this(scrapers, Duration.ZERO, Optional.empty());
    }

    /**
     * Takes scrapers and probes over; {@link #close()} closes them.
     *
     * @param minimumInterval how old a page may be that is given again instead of a new one; zero for never
     */
    public Fleet(List<TargetScraper<?>> scrapers, Duration minimumInterval, Optional<Probes> probes) {
        this.scrapers = List.copyOf(scrapers);
        this.flights = new SingleFlight<>(minimumInterval, System::nanoTime);
        this.singles = new SingleFlight<>(minimumInterval, System::nanoTime);
        this.probes = probes.orElse(null);
    }

    public List<TargetScraper<?>> scrapers() {
        return scrapers;
    }

    /**
     * Scrapes every target of which the filter asks for something; complete at the deadline at the latest. Who cancels
     * the future waits no longer; when nobody does, the scrape is cut off.
     */
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

    /**
     * Scrapes the one server that a request names: a target of the configuration by its name or place, or whatever the
     * probe modules allow.
     *
     * @return complete at the deadline at the latest
     * @throws ProbeRefusal when there is no such target and no module allows it
     */
    public CompletableFuture<Snapshot> probe(ProbeRequest request, Deadline deadline, ScrapeFilter filter)
            throws ProbeRefusal {
        for (TargetScraper<?> scraper : scrapers) {
            Target<?> target = scraper.target();
            // What a configured target gives is the configuration's word, not the request's.
            if (request.options().isEmpty()
                    && target.source().equals(request.source())
                    && (target.name().equals(request.target())
                            || target.server().equals(request.target()))) {
                return singles.join(new Single(scraper, filter), deadline, () -> scraper.scrapeAlone(deadline, filter));
            }
        }
        if (probes == null) {
            throw new ProbeRefusal(
                    ProbeRefusal.Kind.NOT_ALLOWED,
                    "No target of that name is configured, and no probe module that allows others.");
        }
        return probes.scrape(request, deadline, filter);
    }

    /** Counts a request for a probe that was refused; of a source that there is, not of any that a request names. */
    public void refused(String source) {
        refusals.computeIfAbsent(source, any -> new LongAdder()).increment();
    }

    /** Requests for a probe of this source that were refused. */
    public long refusals(String source) {
        LongAdder count = refusals.get(source);
        return count == null ? 0 : count.sum();
    }

    /** The servers that requests name, beyond the configured targets; empty when no module allows any. */
    public Optional<Probes> probes() {
        return Optional.ofNullable(probes);
    }

    /** Pages for which the targets were scraped. */
    public long pagesCollected() {
        return flights.started();
    }

    /** Pages that shared a scrape under way. */
    public long pagesShared() {
        return flights.joined();
    }

    /** Pages given again within the minimum interval. */
    public long pagesRepeated() {
        return flights.repeated();
    }

    @Override
    public void close() {
        if (probes != null) {
            probes.close();
        }
        scrapers.forEach(TargetScraper::close);
    }

    /** One target, asked for by name. */
    private record Single(TargetScraper<?> scraper, ScrapeFilter filter) {}
}
