package com.allodoc.ops.exporter.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;

/**
 * What others bring to the page: Micrometer's meters, and the collectors of whoever still uses simpleclient. Safe for
 * use by any thread.
 */
public final class Meters implements AutoCloseable {
    private final CollectorRegistry collectors = new CollectorRegistry();
    private final NumberMeters numbers = new NumberMeters();
    private final MeterRegistry registry = new PageMeterRegistry(collectors, numbers);

    /** Meters registered here are on the page. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Collectors registered here are on the page. */
    CollectorRegistry collectors() {
        return collectors;
    }

    /** Those of the registry's meters that the collectors do not have. */
    NumberMeters numbers() {
        return numbers;
    }

    @Override
    public void close() {
        registry.close();
    }
}
