package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

/**
 * Who caused an event: a person or a system. Only a person's event counts as a response. Names stay in the log and never
 * become a metric's label.
 *
 * @param kind person or system
 * @param name a user name or the name of the system, such as {@code alertmanager}
 */
public record Author(Kind kind, String name) {
    private static final int MAX_NAME = 128;
    private static final String PERSON = "person:";
    private static final String SYSTEM = "system:";

    /** Whether somebody or something acted. */
    public enum Kind {
        PERSON,
        SYSTEM
    }

    public Author {
        requireNonNull(kind, "kind");
        FreeText.line(name, "name", MAX_NAME);
    }

    public static Author person(String name) {
        return new Author(Kind.PERSON, name);
    }

    public static Author system(String name) {
        return new Author(Kind.SYSTEM, name);
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text starts with neither {@code person:} nor {@code system:}
     */
    public static Author parse(String text) {
        if (text.startsWith(PERSON)) {
            return person(text.substring(PERSON.length()));
        }
        if (text.startsWith(SYSTEM)) {
            return system(text.substring(SYSTEM.length()));
        }
        throw new IllegalArgumentException("text is no author: \"" + text + "\"; write person:<name> or system:<name>");
    }

    public boolean isPerson() {
        return kind == Kind.PERSON;
    }

    /** {@code person:anna} or {@code system:alertmanager}. */
    @Override
    public String toString() {
        return (isPerson() ? PERSON : SYSTEM) + name;
    }
}
