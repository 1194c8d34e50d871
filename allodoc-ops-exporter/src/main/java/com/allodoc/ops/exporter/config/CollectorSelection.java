package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which collectors of a target run, and how often. Immutable.
 *
 * @param enable optional ones that run
 * @param disable standard ones that don't
 * @param intervals how often at most, for those that are to differ from their own minimum; zero is at every scrape
 */
public record CollectorSelection(
        SortedSet<String> enable, SortedSet<String> disable, SortedMap<String, Duration> intervals) {

    /** What runs unless the configuration says otherwise. */
    public static final CollectorSelection STANDARD =
            new CollectorSelection(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());

    public CollectorSelection {
        enable = Collections.unmodifiableSortedSet(new TreeSet<>(enable));
        disable = Collections.unmodifiableSortedSet(new TreeSet<>(disable));
        intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
        for (String name : enable) {
            if (disable.contains(name)) {
                throw new IllegalArgumentException(
                        "collectors: \"" + name + "\" is in enable and in disable; keep one");
            }
        }
        for (Map.Entry<String, Duration> interval : intervals.entrySet()) {
            if (interval.getValue().isNegative()) {
                throw new IllegalArgumentException("intervals: that of \"" + interval.getKey() + "\" is negative");
            }
        }
    }

    /** Whether a collector runs. */
    public boolean runs(String collector, boolean optional) {
        return optional ? enable.contains(collector) : !disable.contains(collector);
    }
}
