package com.allodoc.ops.exporter.http;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;

/**
 * What others bring to the page: Micrometer's meters, and the collectors of whoever still uses simpleclient. Safe for
 * use by any thread.
 */
public final class Meters implements AutoCloseable {
    private final CollectorRegistry collectors = new CollectorRegistry();
    private final MeterRegistry registry = bridge(collectors);

    /** Meters registered here are on the page. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Collectors registered here are on the page. */
    CollectorRegistry collectors() {
        return collectors;
    }

    /** The bridge is deprecated together with simpleclient itself and leaves with it: docs/adr/0001 and 0002. */
    @SuppressWarnings("deprecation")
    private static MeterRegistry bridge(CollectorRegistry collectors) {
        return new io.micrometer.prometheus.PrometheusMeterRegistry(
                io.micrometer.prometheus.PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
    }

    @Override
    public void close() {
        registry.close();
    }
}
