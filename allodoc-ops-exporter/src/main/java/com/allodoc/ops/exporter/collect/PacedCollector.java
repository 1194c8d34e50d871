package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import java.time.Duration;
import java.util.List;

/** A collector with another minimum interval than its own. */
record PacedCollector<S extends Session>(Collector<S> collector, Duration minimumInterval) implements Collector<S> {

    PacedCollector {
        if (minimumInterval.isNegative()) {
            throw new IllegalArgumentException("minimumInterval must not be negative: " + minimumInterval);
        }
    }

    @Override
    public String name() {
        return collector.name();
    }

    @Override
    public List<Family> families() {
        return collector.families();
    }

    @Override
    public boolean isPerPart() {
        return collector.isPerPart();
    }

    @Override
    public boolean isOptional() {
        return collector.isOptional();
    }

    @Override
    public Collected collect(S session, Deadline deadline) throws Exception {
        return collector.collect(session, deadline);
    }
}
