package com.allodoc.ops.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of one name whose values come and go: one is in the registry for as long as it has a value, because NaN is a value to
 * Prometheus and would silence the rule that looks for what never happened. Thread-safe.
 */
final class GaugeFamily {

    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final @Nullable String unit;
    private final Map<Tags, Value> values = new HashMap<>();

    /** What one gauge shows; the registry reads it while others write. */
    private static final class Value {
        private volatile double current;
        private @Nullable Gauge gauge;
    }

    private GaugeFamily(MeterRegistry registry, String name, String description, @Nullable String unit) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.unit = unit;
    }

    static GaugeFamily of(MeterRegistry registry, String name, String description) {
        return new GaugeFamily(registry, name, description, null);
    }

    static GaugeFamily seconds(MeterRegistry registry, String name, String description) {
        return new GaugeFamily(registry, name, description, "seconds");
    }

    static GaugeFamily bytes(MeterRegistry registry, String name, String description) {
        return new GaugeFamily(registry, name, description, "bytes");
    }

    synchronized void set(Tags tags, double value) {
        Value own = values.computeIfAbsent(tags, unused -> new Value());
        own.current = value;
        if (own.gauge == null) {
            own.gauge = Gauge.builder(name, own, read -> read.current)
                    .description(description)
                    .baseUnit(unit)
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }
    }

    void set(Tags tags, Instant value) {
        set(tags, epochSeconds(value));
    }

    /** Shows {@code value}, or takes the gauge away when there is none. */
    void set(Tags tags, Optional<Instant> value) {
        value.ifPresentOrElse(instant -> set(tags, instant), () -> remove(tags));
    }

    synchronized void remove(Tags tags) {
        Value own = values.remove(tags);
        if (own != null && own.gauge != null) {
            registry.remove(own.gauge);
        }
    }

    /** Shows exactly these. */
    synchronized void replace(Map<Tags, Double> all) {
        values.keySet().stream().filter(tags -> !all.containsKey(tags)).toList().forEach(this::remove);
        all.forEach(this::set);
    }

    static double epochSeconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / NANOS;
    }
}
