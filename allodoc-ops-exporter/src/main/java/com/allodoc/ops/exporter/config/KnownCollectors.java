package com.allodoc.ops.exporter.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of the collectors of every source, so that a misspelt one is told when the file is read. Immutable. */
public final class KnownCollectors {
    /** Takes every name. */
    static final KnownCollectors ANY = new KnownCollectors(Map.of());

    private final Map<String, List<String>> names;

    private KnownCollectors(Map<String, List<String>> names) {
        this.names = names;
    }

    /** The names of one source's collectors; a source that is not mentioned takes every name. */
    public static KnownCollectors of(String source, Collection<String> collectors) {
        return new KnownCollectors(Map.of(source, List.copyOf(collectors)));
    }

    /** These and those of another source. */
    public KnownCollectors and(String source, Collection<String> collectors) {
        Map<String, List<String>> all = new TreeMap<>(names);
        all.put(source, List.copyOf(collectors));
        return new KnownCollectors(all);
    }

    boolean has(String source, String collector) {
        return names.getOrDefault(source, List.of()).contains(collector);
    }

    /** @throws IllegalArgumentException when the source has no such collector */
    String check(String source, String collector) {
        List<String> known = names.get(source);
        if (known != null && !known.contains(collector)) {
            throw new IllegalArgumentException(source + " has no such collector"
                    + Nearest.of(collector, known)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("; there are " + String.join(", ", known)));
        }
        return collector;
    }
}
