package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every metric that can appear on the page: name, type, help and labels. Feeds the documentation and the checks of
 * dashboards and rules. Immutable.
 */
public final class MetricCatalog {
    private final Map<String, Family> exact;
    private final List<Family> patterns;

    private MetricCatalog(Map<String, Family> exact, List<Family> patterns) {
        this.exact = exact;
        this.patterns = patterns;
    }

    /**
     * A catalogue of these families.
     *
     * @throws IllegalArgumentException when two of them have one name and different types
     */
    public static MetricCatalog of(Collection<Family> families) {
        Map<String, Family> exact = new TreeMap<>();
        for (Family family : families) {
            Family other = exact.putIfAbsent(family.name(), family);
            if (other != null && other.type() != family.type()) {
                throw new IllegalArgumentException("families: " + family.name() + " is both a "
                        + other.type().text() + " and a " + family.type().text());
            }
        }
        List<Family> patterns = new ArrayList<>();
        for (Family family : exact.values()) {
            if (family.isPattern()) {
                patterns.add(family);
            }
        }
        return new MetricCatalog(exact, List.copyOf(patterns));
    }

    /** Every family of these targets, with the envelope's. */
    public static MetricCatalog ofTargets(Collection<? extends Target<?>> targets) {
        List<Family> families = new ArrayList<>(Envelope.FAMILIES);
        for (Target<?> target : targets) {
            families.addAll(target.envelopeFamilies());
            for (Collector<?> collector : target.collectors()) {
                families.addAll(collector.families());
            }
        }
        return of(families);
    }

    /** The family of a metric by its exact name, or else by the first pattern that fits. */
    public Optional<Family> find(String name) {
        Family family = exact.get(name);
        if (family != null) {
            return Optional.of(family);
        }
        return patterns.stream().filter(p -> matches(p.name(), name)).findFirst();
    }

    /** All families, patterns included, by name. */
    public Collection<Family> families() {
        return Collections.unmodifiableCollection(exact.values());
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return name.length() > head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }
}
