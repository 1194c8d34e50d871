package com.allodoc.ops.exporter.config;

import com.allodoc.ops.runbook.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The fields of one entry of the definition. What is missing or wrong is noted, and something harmless is given instead, so
 * that the next fields are read too. Not thread-safe.
 */
final class RunbookFields {
    private static final Pattern NEEDS_SHELL = Pattern.compile("[|&;<>$`\"'*?(){}~]");

    private final YamlObject object;
    private final Problems problems;
    private final int before;

    RunbookFields(YamlObject object, Problems problems) {
        this.object = object;
        this.problems = problems;
        this.before = problems.count();
    }

    boolean has(String key) {
        return object.has(key);
    }

    /** A text that must be there. */
    String text(String key) {
        return required(key, Function.identity(), "missing");
    }

    String text(String key, String otherwise) {
        return optional(key, Function.identity()).orElse(otherwise);
    }

    double number(String key) {
        return required(key, RunbookWords::number, 1.0);
    }

    double number(String key, double otherwise) {
        return optional(key, RunbookWords::number).orElse(otherwise);
    }

    Duration duration(String key) {
        return required(key, DurationText::parse, Duration.ofHours(1));
    }

    Duration duration(String key, Duration otherwise) {
        return optional(key, DurationText::parse).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return object.take(key).flatMap(YamlValue::bool).orElse(otherwise);
    }

    /** A command line: through a shell only where it needs one. */
    Command command(String key) {
        return required(key, RunbookFields::toCommand, Command.of("missing"));
    }

    Optional<Command> maybeCommand(String key) {
        return optional(key, RunbookFields::toCommand);
    }

    private static Command toCommand(String line) {
        return NEEDS_SHELL.matcher(line).find()
                ? Command.shell(line)
                : new Command(List.of(line.strip().split("\\s+")));
    }

    /** What {@code parser} makes of a text that must be there. */
    <T> T required(String key, Function<String, T> parser, T placeholder) {
        Optional<YamlValue> value = object.take(key);
        if (value.isEmpty()) {
            object.problem(key + " is missing");
        }
        return value.flatMap(v -> v.parse(parser)).orElse(placeholder);
    }

    <T> Optional<T> optional(String key, Function<String, T> parser) {
        return object.take(key).flatMap(v -> v.parse(parser));
    }

    List<String> texts(String key) {
        return items(key).stream().flatMap(item -> item.text().stream()).toList();
    }

    <T> List<T> parsed(String key, Function<String, T> parser) {
        return items(key).stream().flatMap(item -> item.parse(parser).stream()).toList();
    }

    private List<YamlValue> items(String key) {
        return object.take(key).map(YamlValue::list).orElse(List.of());
    }

    /** The entries of a list of mappings. */
    List<RunbookFields> list(String key) {
        List<RunbookFields> list = new ArrayList<>();
        items(key).forEach(item -> item.object().ifPresent(o -> list.add(new RunbookFields(o, problems))));
        return list;
    }

    /** The entries of a mapping from names to mappings. */
    Map<String, RunbookFields> map(String key) {
        Map<String, RunbookFields> map = new LinkedHashMap<>();
        values(key)
                .forEach((name, value) -> value.object().ifPresent(o -> map.put(name, new RunbookFields(o, problems))));
        return map;
    }

    /** The values of a mapping from names to single values. */
    Map<String, YamlValue> values(String key) {
        return object.take(key)
                .flatMap(YamlValue::object)
                .map(RunbookFields::entries)
                .orElse(Map.of());
    }

    private static Map<String, YamlValue> entries(YamlObject mapping) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        mapping.forEach(entries::put);
        return entries;
    }

    /** One mapping; empty fields when it is missing, which is noted. */
    Optional<RunbookFields> object(String key) {
        Optional<YamlValue> value = object.take(key);
        if (value.isEmpty()) {
            object.problem(key + " is missing");
        }
        return value.flatMap(YamlValue::object).map(o -> new RunbookFields(o, problems));
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
