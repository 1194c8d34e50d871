package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.Probes;
import com.allodoc.ops.exporter.config.RunbookLimits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.ToDoubleFunction;

/** What the exporter tells about itself. */
final class SelfMeters {
    /** The limit of an alert. */
    static final String THRESHOLD = "allodoc_threshold";

    private SelfMeters() {}

    static void bindTo(MeterRegistry registry, Fleet fleet) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
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
    }

    /** What the definition says, for a comparison with what the rules were rendered from. */
    static void limits(MeterRegistry registry, RunbookLimits limits) {
        limits.byAlert().forEach((alert, limit) -> Gauge.builder(THRESHOLD, () -> limit)
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
