package com.allodoc.ops.exporter.config;

import java.util.List;

/**
 * Which tables and indexes are on the page. Immutable.
 *
 * @param include regular expressions for all of {@code schema.table}; every table when empty
 * @param exclude regular expressions for what is left out, whatever {@code include} says
 * @param top how many by activity, and as many by size, have series of their own, while the others are summed up under
 *     the name {@code other}; 0 for all
 */
public record PostgresTables(List<String> include, List<String> exclude, int top) {

    /** All of them, as postgres_exporter has them. */
    public static final PostgresTables DEFAULT = new PostgresTables(List.of(), List.of(), 0);

    public PostgresTables {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        include.forEach(PostgresDatabases::checkPattern);
        exclude.forEach(PostgresDatabases::checkPattern);
        if (top < 0) {
            throw new IllegalArgumentException("top must not be negative");
        }
    }
}
