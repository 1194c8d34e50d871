package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes servers that requests name. Keeps their sessions from request to request, but only so many, and none that
 * nobody asks for any more; scrapes only so many at once. Safe for use by any thread.
 */
public final class Probes implements AutoCloseable {
    private final ProbeFinder finder;
    private final ProbeLimits limits;
    private final Duration minimumInterval;
    private final ScrapeThreads threads;
    private final LongSupplier nanoClock;

    /** The least recently used first. */
    private final Map<ProbeRequest, Probed> probed = new LinkedHashMap<>(16, 0.75f, true);

    private int busy;
    private boolean closed;
    private @Nullable Future<?> sweeps;

    private final LongAdder scrapes = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /** @param minimumInterval as for {@link Fleet} */
    public Probes(ProbeFinder finder, ProbeLimits limits, Duration minimumInterval, ScrapeThreads threads) {
        this(finder, limits, minimumInterval, threads, System::nanoTime);
    }

    Probes(
            ProbeFinder finder,
            ProbeLimits limits,
            Duration minimumInterval,
            ScrapeThreads threads,
            LongSupplier nanoClock) {
        this.finder = finder;
        this.limits = limits;
        this.minimumInterval = minimumInterval;
        this.threads = threads;
        this.nanoClock = nanoClock;
    }

    /**
     * Scrapes the server that the request names.
     *
     * @return complete at the deadline at the latest
     * @throws ProbeRefusal when the configuration does not allow it or too many are being scraped
     */
    public CompletableFuture<Snapshot> scrape(ProbeRequest request, Deadline deadline, ScrapeFilter filter)
            throws ProbeRefusal {
        Probed server;
        try {
            server = borrow(finder.check(request));
        } catch (ProbeRefusal e) {
            refusals.increment();
            throw e;
        }
        scrapes.increment();
        CompletableFuture<Snapshot> answer =
                server.flights.join(filter, deadline, () -> server.scraper.scrapeAlone(deadline, filter));
        answer.whenComplete((snapshot, failure) -> giveBack(server));
        return answer;
    }

    private Probed borrow(ProbeRequest request) throws ProbeRefusal {
        synchronized (probed) {
            Probed server = probed.get(request);
            if (server == null || server.users == 0) {
                if (closed || busy >= limits.maxConcurrent()) {
                    throw new ProbeRefusal(
                            ProbeRefusal.Kind.BUSY,
                            closed
                                    ? "The exporter is stopping."
                                    : limits.maxConcurrent() + " servers are being scraped already; raise"
                                            + " probe.maxConcurrent or spread the targets over several exporters.");
                }
                busy++;
            }
            if (server == null) {
                makeRoom();
                server = new Probed(finder.target(request));
                probed.put(request, server);
            }
            server.users++;
            return server;
        }
    }

    private void giveBack(Probed server) {
        synchronized (probed) {
            server.users--;
            server.lastUsedNanos = nanoClock.getAsLong();
            if (server.users == 0) {
                busy--;
                if (sweeps == null && !closed) {
                    sweeps = threads.every(limits.idleTimeout().dividedBy(4), this::sweep);
                }
            }
        }
    }

    /** There is always one to go, because fewer are busy than are kept. */
    private void makeRoom() {
        Iterator<Probed> eldest = probed.values().iterator();
        while (probed.size() >= limits.maxSessions() && eldest.hasNext()) {
            Probed server = eldest.next();
            if (server.users == 0) {
                eldest.remove();
                evict(server);
            }
        }
    }

    /** Ends the sessions that have been idle for too long. */
    void sweep() {
        long oldest = nanoClock.getAsLong() - limits.idleTimeout().toNanos();
        synchronized (probed) {
            probed.values().removeIf(server -> {
                boolean isIdle = server.users == 0 && server.lastUsedNanos - oldest <= 0;
                if (isIdle) {
                    evict(server);
                }
                return isIdle;
            });
        }
    }

    private void evict(Probed server) {
        evictions.increment();
        // Elsewhere, because saying goodbye to a server may take its time.
        threads.execute(server.scraper::close);
    }

    /** The servers that the configuration names one by one. */
    public List<ProbeRequest> named() {
        return finder.named();
    }

    /** Servers whose sessions are kept. */
    public int sessions() {
        synchronized (probed) {
            return probed.size();
        }
    }

    /** Servers that are being scraped. */
    public int busy() {
        synchronized (probed) {
            return busy;
        }
    }

    /** Requests that were answered. */
    public long scrapes() {
        return scrapes.sum();
    }

    /** Requests that were refused. */
    public long refusals() {
        return refusals.sum();
    }

    /** Sessions ended because of their number or their age. */
    public long evictions() {
        return evictions.sum();
    }

    @Override
    public void close() {
        List<Probed> left;
        synchronized (probed) {
            closed = true;
            left = new ArrayList<>(probed.values());
            probed.clear();
            Optional.ofNullable(sweeps).ifPresent(timer -> timer.cancel(false));
        }
        left.forEach(server -> server.scraper.close());
    }

    /** One server while it is remembered. */
    private final class Probed {
        private final TargetScraper<?> scraper;
        private final SingleFlight<ScrapeFilter, Snapshot> flights = new SingleFlight<>(minimumInterval, nanoClock);
        private int users;
        private long lastUsedNanos;

        Probed(Target<?> target) {
            this.scraper = scraper(target);
        }

        private <S extends Session> TargetScraper<S> scraper(Target<S> target) {
            return new TargetScraper<>(target, Optional.empty(), threads, InstantSource.system());
        }
    }
}
