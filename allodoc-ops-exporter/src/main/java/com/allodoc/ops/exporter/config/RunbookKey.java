package com.allodoc.ops.exporter.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A key with a single value, a list of them, or a mapping of names to them. Immutable.
 *
 * @param otherwise what is read where it is left out or wrong; null for nothing
 */
record RunbookKey<T>(
        String name,
        Form form,
        RunbookWord<T> word,
        boolean isRequired,
        @Nullable T otherwise,
        String byDefault,
        String meaning)
        implements RunbookMember {

    /** @param placeholder what decoding goes on with, so that every mistake is told at once */
    static <T> RunbookKey<T> required(String name, RunbookWord<T> word, T placeholder, String meaning) {
        return new RunbookKey<>(name, Form.ONE, word, true, placeholder, "", meaning);
    }

    static <T> RunbookKey<T> of(String name, RunbookWord<T> word, T otherwise, String meaning) {
        String text = otherwise instanceof Duration duration ? DurationText.format(duration) : otherwise.toString();
        return new RunbookKey<>(name, Form.ONE, word, false, otherwise, text, meaning);
    }

    /** @param byDefault in words */
    static <T> RunbookKey<T> optional(String name, RunbookWord<T> word, String byDefault, String meaning) {
        return new RunbookKey<>(name, Form.ONE, word, false, null, byDefault, meaning);
    }

    static <T> RunbookKey<T> list(String name, RunbookWord<T> word, String meaning) {
        return new RunbookKey<>(name, Form.LIST, word, false, null, "none", meaning);
    }

    static <T> RunbookKey<T> named(String name, RunbookWord<T> word, String meaning) {
        return new RunbookKey<>(name, Form.NAMED, word, false, null, "none", meaning);
    }
}
