package com.allodoc.ops.examples.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All turns of a contender.
 *
 * @param roundTrips to the server in each scrape; not a number where that was not counted
 */
record Result(String watches, String name, List<Turn> turns, double roundTrips) {

    Result {
        turns = List.copyOf(turns);
    }

    double median(ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The mean, for what the system counts in steps as long as a scrape. */
    double mean(ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
