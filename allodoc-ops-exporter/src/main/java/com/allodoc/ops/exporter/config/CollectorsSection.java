package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The key {@code collectors} of a target: {@code {enable: [..], disable: [..], intervals: {name: 5m}}}. */
final class CollectorsSection {
    private CollectorsSection() {}

    /** What the target says, or the standard. */
    static CollectorSelection decode(YamlObject target, String source) {
        return target.take("collectors")
                .flatMap(YamlValue::object)
                .flatMap(object -> selection(object, source))
                .orElse(CollectorSelection.STANDARD);
    }

    private static Optional<CollectorSelection> selection(YamlObject object, String source) {
        NavigableSet<String> enable = names(object, "enable", source);
        NavigableSet<String> disable = names(object, "disable", source);
        SortedMap<String, Duration> intervals = new TreeMap<>();
        object.take("intervals").flatMap(YamlValue::object).ifPresent(map -> {
            map.forEach((name, value) -> value.checkCollector(source, name)
                    .flatMap(known -> value.duration())
                    .ifPresent(interval -> intervals.put(name, interval)));
            map.finish();
        });
        object.finish();
        try {
            return Optional.of(new CollectorSelection(enable, disable, intervals));
        } catch (IllegalArgumentException e) {
            object.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static NavigableSet<String> names(YamlObject object, String key, String source) {
        NavigableSet<String> names = new TreeSet<>();
        object.take(key)
                .ifPresent(list ->
                        list.list().forEach(item -> item.collector(source).ifPresent(names::add)));
        return names;
    }
}
