package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of one mapping of the definition, read by the keys of its shape. What is missing or wrong is noted, and something
 * harmless is given instead, so that the next fields are read too. Not thread-safe.
 */
final class RunbookFields {
    private final YamlObject object;
    private final RunbookShape shape;
    private final Problems problems;
    private final int before;

    RunbookFields(YamlObject object, RunbookShape shape, Problems problems) {
        this.object = object;
        this.shape = shape.chosen(object);
        this.problems = problems;
        this.before = problems.count();
    }

    /** Whether the mapping is meant to be this alternative of its shape. */
    boolean is(RunbookShape alternative) {
        return shape.equals(alternative);
    }

    /** The value, or what holds where there is none. */
    <T> T get(RunbookKey<T> key) {
        return get(key, Function.identity());
    }

    /** The same, looked at once more by {@code check}, which throws IllegalArgumentException when it does not fit. */
    <T> T get(RunbookKey<T> key, Function<T, T> check) {
        return value(key)
                .flatMap(value -> value.parse(key.word().parser().andThen(check)))
                .orElseGet(() -> requireNonNull(key.otherwise(), key.name()));
    }

    <T> Optional<T> find(RunbookKey<T> key) {
        return value(key).flatMap(value -> value.parse(key.word().parser()));
    }

    /** The values of a list. */
    <T> List<T> all(RunbookKey<T> key) {
        return value(key).map(YamlValue::list).orElse(List.of()).stream()
                .flatMap(item -> item.parse(key.word().parser()).stream())
                .toList();
    }

    /** The values of a mapping from names. */
    <T> Map<String, T> named(RunbookKey<T> key) {
        Map<String, T> values = new LinkedHashMap<>();
        entries(key).forEach((name, value) -> value.parse(key.word().parser()).ifPresent(v -> values.put(name, v)));
        return values;
    }

    Optional<RunbookFields> part(RunbookPart part) {
        return value(part).flatMap(YamlValue::object).map(o -> new RunbookFields(o, part.shape(), problems));
    }

    /** The mappings of a list. */
    List<RunbookFields> parts(RunbookPart part) {
        List<RunbookFields> list = new ArrayList<>();
        value(part)
                .map(YamlValue::list)
                .orElse(List.of())
                .forEach(item -> item.object().ifPresent(o -> list.add(new RunbookFields(o, part.shape(), problems))));
        return list;
    }

    /** The mappings of a mapping from names. */
    Map<String, RunbookFields> named(RunbookPart part) {
        Map<String, RunbookFields> map = new LinkedHashMap<>();
        entries(part)
                .forEach((name, value) ->
                        value.object().ifPresent(o -> map.put(name, new RunbookFields(o, part.shape(), problems))));
        return map;
    }

    private Map<String, YamlValue> entries(RunbookMember member) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        value(member).flatMap(YamlValue::object).ifPresent(mapping -> mapping.forEach(entries::put));
        return entries;
    }

    private Optional<YamlValue> value(RunbookMember member) {
        if (!shape.members().contains(member)) {
            throw new IllegalArgumentException("member: " + member.name() + " is no key of this mapping's shape");
        }
        Optional<YamlValue> value = object.take(member.name());
        if (value.isEmpty() && member.isRequired()) {
            object.problem(member.name() + " is missing");
        }
        return value;
    }

    /** The value, once every field was read; nothing when any of them was wrong, or the value refuses them. */
    <T> Optional<T> build(Supplier<T> value) {
        object.finish();
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            object.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
