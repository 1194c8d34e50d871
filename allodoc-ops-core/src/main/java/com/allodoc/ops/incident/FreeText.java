package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

/** Bounds on what people and systems may write into an event, so that no single event can hurt a log. */
final class FreeText {
    static final int MAX_LINE = 500;
    static final int MAX_TEXT = 65_536;

    private FreeText() {}

    /** One or more lines, not blank. */
    static void text(String value, String name) {
        bounded(value, name, MAX_TEXT);
    }

    /** A single line, not blank. */
    static void line(String value, String name) {
        line(value, name, MAX_LINE);
    }

    static void line(String value, String name, int max) {
        bounded(value, name, max);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " must be a single line without control characters");
        }
    }

    /** {@code value} as a title: control characters become spaces, what is too long is cut, blank becomes {@code other}. */
    static String asLine(String value, String other) {
        StringBuilder line = new StringBuilder();
        value.codePoints()
                .limit(MAX_LINE / 2)
                .forEach(point -> line.appendCodePoint(Character.isISOControl(point) ? ' ' : point));
        String stripped = line.toString().strip();
        return stripped.isEmpty() ? other : stripped;
    }

    private static void bounded(String value, String name, int max) {
        requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank; write what happened");
        }
        if (value.length() > max) {
            throw new IllegalArgumentException(name + " has " + value.length() + " characters, at most " + max
                    + " are kept; attach long output elsewhere and name the place");
        }
    }
}
