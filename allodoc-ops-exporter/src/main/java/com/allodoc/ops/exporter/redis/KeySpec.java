package com.allodoc.ops.exporter.redis;

/**
 * A key, or a pattern of keys, in a database. Immutable.
 *
 * @param database its number
 * @param text the key, or a pattern as SCAN has it
 */
public record KeySpec(int database, String text) {

    public KeySpec {
        if (database < 0) {
            throw new IllegalArgumentException("database must not be negative: " + database);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text must not be empty");
        }
    }

    /** Whether it stands for several keys. */
    public boolean isPattern() {
        return text.chars().anyMatch(c -> "?*[]^".indexOf(c) >= 0);
    }

    /** The label {@code db}: {@code db0}. */
    String label() {
        return "db" + database;
    }
}
