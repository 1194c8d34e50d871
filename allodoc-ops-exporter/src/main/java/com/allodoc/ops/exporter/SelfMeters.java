package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.Probes;
import com.allodoc.ops.exporter.config.RunbookLimits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.ToDoubleFunction;

/**
 * What the exporter tells about itself. Only what costs next to nothing: a page of Redis takes less time than
 * Micrometer's own meters of threads, which stop all of them six times to count their states, and of processors, which
 * read a dozen files of the cgroup.
 */
final class SelfMeters {
    private static final String REDIS = "redis";
    /** The limit of an alert. */
    static final String THRESHOLD = "allodoc_threshold";

    private SelfMeters() {}

    static void bindTo(MeterRegistry registry, Fleet fleet) {
        new JvmMemoryMetrics().bindTo(registry);
        ProcessMeters.bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Version version = Version.current();
        Gauge.builder("allodoc_exporter_build_info", () -> 1)
                .description("The exporter's version, always 1.")
                .tag("version", version.number())
                .tag("java", version.java())
                .register(registry);
        pages(registry, fleet);
        fleet.probes().ifPresent(probes -> probes(registry, probes));
        redis(registry, fleet);
    }

    /** redis_exporter has it on its own page, whether or not anybody probes. */
    private static void redis(MeterRegistry registry, Fleet fleet) {
        boolean isWatched = fleet.scrapers().stream()
                .anyMatch(scraper -> scraper.target().source().equals(REDIS));
        if (isWatched || fleet.probes().isPresent()) {
            FunctionCounter.builder("redis.target.scrape.request.errors", fleet, all -> all.refusals(REDIS))
                    .description("Requests for a probe of Redis that were refused.")
                    .register(registry);
        }
    }

    /** What the definition says, for a comparison with what the rules were rendered from. */
    static void limits(MeterRegistry registry, RunbookLimits limits) {
        limits.byAlert()
                .forEach((alert, limit) -> Gauge.builder(THRESHOLD, () -> limit)
                        .description("The number beyond which an alert should fire, as the definition has it.")
                        .tag("alert", alert)
                        .register(registry));
    }

    private static void pages(MeterRegistry registry, Fleet fleet) {
        page(registry, fleet, "collected", Fleet::pagesCollected);
        page(registry, fleet, "shared", Fleet::pagesShared);
        page(registry, fleet, "repeated", Fleet::pagesRepeated);
    }

    private static void page(MeterRegistry registry, Fleet fleet, String from, ToDoubleFunction<Fleet> count) {
        FunctionCounter.builder("allodoc_exporter_pages", fleet, count)
                .description("Pages by where their data came from: targets scraped for it, a scrape under way that was"
                        + " shared, or a recent one repeated.")
                .tag("from", from)
                .register(registry);
    }

    private static void probes(MeterRegistry registry, Probes probes) {
        Gauge.builder("allodoc_exporter_probe_sessions", probes, Probes::sessions)
                .description("Probed servers whose sessions are kept.")
                .register(registry);
        Gauge.builder("allodoc_exporter_probe_busy", probes, Probes::busy)
                .description("Probed servers that are being scraped.")
                .register(registry);
        FunctionCounter.builder("allodoc_exporter_probe_scrapes", probes, Probes::scrapes)
                .description("Probes that were allowed and answered.")
                .register(registry);
        FunctionCounter.builder("allodoc_exporter_probe_refusals", probes, Probes::refusals)
                .description("Probes that were refused: malformed, not allowed or too many at once.")
                .register(registry);
        FunctionCounter.builder("allodoc_exporter_probe_evictions", probes, Probes::evictions)
                .description("Sessions of probed servers ended because of their number or their age.")
                .register(registry);
    }
}
