package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.KnownCollectors;
import com.allodoc.ops.exporter.config.ListenAddress;
import com.allodoc.ops.exporter.http.HttpListener;
import com.allodoc.ops.exporter.http.Meters;
import com.allodoc.ops.exporter.http.PagePrinter;
import com.allodoc.ops.exporter.http.Site;
import com.allodoc.ops.exporter.sample.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exporter: built from its configuration, started, and stopped in reverse order. Safe for use by any thread.
 *
 * @see #of(ExporterConfig)
 */
public final class Exporter implements AutoCloseable {
    private final ExporterConfig config;
    private final ScrapeThreads threads = new ScrapeThreads();
    private final Fleet fleet;
    private final Meters meters = new Meters();
    private final List<HttpListener> listeners = new ArrayList<>();

    private Exporter(ExporterConfig config) {
        this.config = config;
        List<TargetScraper<?>> scrapers = new ArrayList<>();
        Targets.of(config).forEach(target -> scrapers.add(target.scraper(threads, InstantSource.system())));
        this.fleet = new Fleet(scrapers, config.scrape().minimumInterval(), Targets.probes(config, threads));
        SelfMeters.bindTo(meters.registry(), fleet);
        config.limits().ifPresent(limits -> SelfMeters.limits(meters.registry(), limits));
    }

    /** Builds everything and reaches for nothing: neither a target nor a port. */
    public static Exporter of(ExporterConfig config) {
        return new Exporter(config);
    }

    /** The collectors that a configuration may name. */
    public static KnownCollectors knownCollectors() {
        return Targets.known();
    }

    /** The registry whose meters are on the page beside the targets' metrics. */
    public MeterRegistry meters() {
        return meters.registry();
    }

    /**
     * Listens on every configured address.
     *
     * @throws java.net.BindException when a port is taken; nothing is left listening then
     */
    public synchronized void start() throws IOException {
        Site site = site();
        try {
            for (ListenAddress address : config.listen().addresses()) {
                listeners.add(HttpListener.start(address.toSocketAddress(), site));
            }
        } catch (IOException | RuntimeException e) {
            closeListeners();
            throw e;
        }
    }

    /** What listeners show; it is there before anybody listens. */
    Site site() {
        return new Site(
                fleet,
                meters,
                config.scrape().timeout(),
                config.scrape().timeoutMargin(),
                Version.current().number());
    }

    /** Where it listens, with the ports it got. */
    public synchronized List<URI> addresses() {
        return listeners.stream().map(HttpListener::uri).toList();
    }

    /** Collects once and prints the page, in the text format. */
    public Outcome once(OutputStream out) throws IOException {
        Deadline deadline = Deadline.after(config.scrape().timeout());
        List<Snapshot> snapshots = fleet.scrape(deadline, ScrapeFilter.ALL).join();
        PagePrinter.print(snapshots, meters, out);
        List<ScrapeReport> reports = fleet.scrapers().stream()
                .map(TargetScraper::lastReport)
                .flatMap(Optional::stream)
                .toList();
        if (!reports.stream().allMatch(ScrapeReport::isUp)) {
            return Outcome.TARGET_DOWN;
        }
        return reports.stream().anyMatch(ScrapeReport::hasFailure) ? Outcome.COLLECTOR_FAILED : Outcome.ALL_UP;
    }

    /** What each collector cost in the last collection. */
    public List<CollectorCost> costs() {
        return CollectorCost.of(fleet.scrapers());
    }

    @Override
    public synchronized void close() {
        closeListeners();
        fleet.close();
        meters.close();
        threads.close();
    }

    private void closeListeners() {
        for (int i = listeners.size() - 1; i >= 0; i--) {
            listeners.get(i).close();
        }
        listeners.clear();
    }

    /** How a single collection went. */
    public enum Outcome {
        /** Every target answered and no collector failed. */
        ALL_UP,
        /** Every target answered, but some collector failed. */
        COLLECTOR_FAILED,
        /** At least one target did not answer. */
        TARGET_DOWN
    }
}
