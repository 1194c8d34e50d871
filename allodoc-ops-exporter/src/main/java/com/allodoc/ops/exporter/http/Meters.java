package com.allodoc.ops.exporter.http;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;

/** Brings Micrometer's meters to the page. */
public final class Meters {
    private Meters() {}

    /**
     * A Micrometer registry whose meters are on the page of every listener that serves {@code foreign}.
     *
     * <p>The bridge is deprecated together with simpleclient itself and leaves with it: docs/adr/0001 and 0002.
     */
    @SuppressWarnings("deprecation")
    public static MeterRegistry joining(CollectorRegistry foreign) {
        return new io.micrometer.prometheus.PrometheusMeterRegistry(
                io.micrometer.prometheus.PrometheusConfig.DEFAULT, foreign, Clock.SYSTEM);
    }
}
