package com.allodoc.ops.exporter.render.lint;

import java.util.List;
import java.util.Set;

/**
 * One metric as a query asks for it. Immutable.
 *
 * @param name of the metric
 * @param labels it is matched by
 * @param function the innermost function around it, or empty
 */
record Selector(String name, Set<String> labels, String function) {
    private static final List<String> OF_COUNTERS = List.of("rate", "irate", "increase");
    private static final List<String> OF_GAUGES = List.of("delta", "idelta", "deriv", "predict_linear");

    Selector {
        labels = Set.copyOf(labels);
    }

    boolean isTakenForCounter() {
        return OF_COUNTERS.contains(function);
    }

    /** Whether only its labels count, or that it changed. */
    boolean isCounted() {
        return function.equals("count") || function.equals("changes") || function.equals("absent");
    }

    boolean isTakenForGauge() {
        return OF_GAUGES.contains(function);
    }

    /** Whether a recording rule of ours gives it. */
    boolean isRecorded() {
        return name.indexOf(':') >= 0;
    }
}
