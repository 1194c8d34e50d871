package com.allodoc.ops.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a registry shows, as {@code tag values -> value}, in the order of the tags' names. */
record Shown(SimpleMeterRegistry registry) {

    static Shown empty() {
        return new Shown(new SimpleMeterRegistry());
    }

    MeterRegistry of() {
        return registry;
    }

    Map<String, Double> values(String name) {
        Map<String, Double> values = new TreeMap<>();
        for (Meter meter : registry.find(name).meters()) {
            List<String> tags =
                    meter.getId().getTags().stream().map(tag -> tag.getValue()).toList();
            values.put(String.join(" ", tags), meter.measure().iterator().next().getValue());
        }
        return values;
    }

    double value(String name) {
        return values(name).getOrDefault("", Double.NaN);
    }
}
