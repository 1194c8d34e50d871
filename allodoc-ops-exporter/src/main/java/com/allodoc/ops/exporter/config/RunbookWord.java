package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of value of the definition: how its text is read, and how editors and readers are told about it. Immutable.
 *
 * @param name for readers, such as {@code duration}
 * @param example one that is read
 * @param types what it may be beside text, in the words of JSON Schema
 * @param pattern that a text of it has, and that the parser reads with where it can; {@code ^} and {@code $} are implied
 * @param choices the only texts, in any case; empty when there are more than can be listed
 * @param parser throws IllegalArgumentException with a message that says what is expected
 */
record RunbookWord<T>(
        String name,
        String example,
        List<String> types,
        String pattern,
        List<String> choices,
        Function<String, T> parser) {
    /** A reference to a variable or a file stands for any value. */
    private static final String REFERENCE = "|\\$\\{";

    RunbookWord {
        requireNonNull(parser, "parser");
        types = List.copyOf(types);
        choices = List.copyOf(choices);
    }

    static <T> RunbookWord<T> of(String name, String example, Pattern pattern, Function<String, T> parser) {
        return new RunbookWord<>(name, example, List.of(), pattern.pattern(), List.of(), parser);
    }

    /** A word out of a closed set, read in any case. */
    static <E extends Enum<E>> RunbookWord<E> choice(String name, Class<E> type, Function<E, String> text) {
        List<String> choices =
                List.of(type.getEnumConstants()).stream().map(text).toList();
        return new RunbookWord<>(name, choices.get(0), List.of(), anyCase(choices), choices, written -> {
            for (E constant : type.getEnumConstants()) {
                if (text.apply(constant).equalsIgnoreCase(written.strip())) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("expected one of " + String.join(" ", choices));
        });
    }

    /** The same, where a value of another type is also taken as its text. */
    RunbookWord<T> orTyped(String... others) {
        return new RunbookWord<>(name, example, List.of(others), pattern, choices, parser);
    }

    /** A pattern of these texts in any case, without the flag that editors do not know. */
    static String anyCase(List<String> texts) {
        StringBuilder pattern = new StringBuilder();
        for (String text : texts) {
            pattern.append(pattern.isEmpty() ? "" : "|");
            text.chars().forEach(c -> {
                String upper = Character.toString(c).toUpperCase(Locale.ROOT);
                String lower = Character.toString(c).toLowerCase(Locale.ROOT);
                pattern.append(
                        upper.equals(lower)
                                ? Pattern.quote(lower).replaceAll("\\\\[QE]", "")
                                : "[" + upper + lower + "]");
            });
        }
        return pattern.toString();
    }

    /** In the words of JSON Schema. What is listed is offered by editors. */
    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        List<String> all = new java.util.ArrayList<>(types);
        all.add("string");
        schema.put("type", all.size() == 1 ? "string" : List.copyOf(all));
        schema.put("pattern", "^\\s*(?:" + pattern + ")\\s*$" + REFERENCE);
        if (!choices.isEmpty()) {
            return new LinkedHashMap<>(Map.of("anyOf", List.of(Map.of("enum", choices), schema)));
        }
        return schema;
    }
}
