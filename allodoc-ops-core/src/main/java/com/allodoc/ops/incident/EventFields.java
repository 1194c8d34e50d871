package com.allodoc.ops.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an event's text, each to be taken exactly once. Not thread-safe. */
final class EventFields {
    private final Map<String, JsonReader.Value> left;

    EventFields(Map<String, JsonReader.Value> fields) {
        this.left = new LinkedHashMap<>(fields);
    }

    String text(String name) {
        return single(name, take(name));
    }

    @Nullable
    String textOrNull(String name) {
        return left.containsKey(name) ? text(name) : null;
    }

    List<String> texts(String name) {
        JsonReader.Value value = take(name);
        if (!value.array()) {
            throw new IllegalArgumentException("text is no event: the field \"" + name + "\" must be an array");
        }
        return value.strings();
    }

    Instant instant(String name) {
        return time(name, Instant::parse);
    }

    @Nullable
    Instant instantOrNull(String name) {
        return left.containsKey(name) ? instant(name) : null;
    }

    LocalDate date(String name) {
        return time(name, LocalDate::parse);
    }

    Severity severity(String name) {
        return Severity.parse(text(name));
    }

    /** To be called last: what nobody took is nothing this release understands. */
    void end() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "text is no event: unknown fields " + left.keySet() + "; was it written by a newer release?");
        }
    }

    private <T> T time(String name, Function<String, T> parser) {
        String value = text(name);
        try {
            return parser.apply(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "text is no event: the field \"" + name + "\" is no ISO 8601 time: \"" + value + "\"", e);
        }
    }

    private JsonReader.Value take(String name) {
        JsonReader.Value value = left.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("text is no event: the field \"" + name + "\" is missing");
        }
        return value;
    }

    private static String single(String name, JsonReader.Value value) {
        if (value.array()) {
            throw new IllegalArgumentException("text is no event: the field \"" + name + "\" must not be an array");
        }
        return value.strings().get(0);
    }
}
