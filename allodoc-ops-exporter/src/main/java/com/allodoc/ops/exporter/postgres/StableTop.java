package com.allodoc.ops.exporter.postgres;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses the greatest by several measures, and keeps to its choice: what is in the lead by one of them comes in, and
 * stays until it is far behind by all of them. So the set does not flicker where two are close. A pure function.
 *
 * @param enter ranks that come in, counted from 1, by each measure
 * @param stay ranks that may stay, at least as many
 */
public record StableTop(int enter, int stay) {

    public StableTop {
        if (enter < 1 || stay < enter) {
            throw new IllegalArgumentException(
                    "enter must be at least 1 and stay not below it: " + enter + ", " + stay);
        }
    }

    /**
     * The choice. Who has nothing of a measure has no rank by it.
     *
     * @param values of every candidate, by measure
     * @param before what was chosen last
     */
    public <K extends Comparable<K>> Set<K> choose(Map<K, double[]> values, Set<K> before, int measures) {
        Set<K> chosen = new TreeSet<>();
        for (int measure = 0; measure < measures; measure++) {
            List<K> ranked = ranked(values, measure);
            for (int rank = 0; rank < Math.min(stay, ranked.size()); rank++) {
                K candidate = ranked.get(rank);
                if (rank < enter || before.contains(candidate)) {
                    chosen.add(candidate);
                }
            }
        }
        return chosen;
    }

    private static <K extends Comparable<K>> List<K> ranked(Map<K, double[]> values, int measure) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue()[measure] > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<K, double[]> entry) -> -entry.getValue()[measure])
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
