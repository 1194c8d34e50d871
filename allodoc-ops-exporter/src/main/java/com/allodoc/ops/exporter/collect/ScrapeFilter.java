package com.allodoc.ops.exporter.collect;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which collectors a request asks for with {@code collect[]}: by collector ({@code locks}), by source
 * ({@code redis}) or by both ({@code postgres.locks}). Immutable; equal filters share one scrape.
 */
public record ScrapeFilter(Set<String> names) {

    /** Everything. */
    public static final ScrapeFilter ALL = new ScrapeFilter(Set.of());

    public ScrapeFilter {
        names = Set.copyOf(names);
    }

    /** The filter of a request; no names means everything. */
    public static ScrapeFilter of(Collection<String> names) {
        return names.isEmpty() ? ALL : new ScrapeFilter(new TreeSet<>(names));
    }

    /** Whether it asks for everything. */
    boolean isAll() {
        return names.isEmpty();
    }

    boolean wants(String source, String collector) {
        return names.isEmpty()
                || names.contains(collector)
                || names.contains(source)
                || names.contains(source + '.' + collector);
    }
}
