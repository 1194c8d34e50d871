package com.allodoc.ops.exporter.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the parts of a target fared in one scrape: the databases of a server. Immutable.
 *
 * @param outcomes how many parts came out how, every outcome that there is with its number, also when that is 0
 * @param leftOut for people: which were left out, and what would bring them in; empty when none was
 */
public record Parts(Map<String, Integer> outcomes, String leftOut) {

    public Parts {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** The outcomes that any part had: what changes with every scrape is the numbers, not these. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(outcomes.keySet());
        kinds.removeIf(outcome -> outcomes.getOrDefault(outcome, 0) == 0);
        return kinds;
    }

    /** For the log: {@code collected=20 over_limit=980}. */
    String text() {
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, count) -> {
            if (count > 0) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(outcome)
                        .append('=')
                        .append(count);
            }
        });
        return text.toString();
    }
}
