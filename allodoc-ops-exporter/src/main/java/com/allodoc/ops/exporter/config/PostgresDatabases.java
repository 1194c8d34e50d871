package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which databases of a PostgreSQL server are asked what only each of them knows: tables, indexes, sequences. Immutable.
 *
 * @param discover whether all of them, or only the one that is logged in to
 * @param include regular expressions for whole names; all when empty
 * @param exclude regular expressions for whole names that are left out, whatever {@code include} says
 * @param max how many at most in one scrape
 * @param connections how many connections to the server at most
 */
public record PostgresDatabases(
        boolean discover, List<String> include, List<String> exclude, int max, int connections) {

    /** Only the database that is logged in to, as postgres_exporter does unless told otherwise. */
    public static final PostgresDatabases DEFAULT = new PostgresDatabases(false, List.of(), List.of(), 100, 10);

    public PostgresDatabases {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        include.forEach(PostgresDatabases::checkPattern);
        exclude.forEach(PostgresDatabases::checkPattern);
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1");
        }
        if (connections < 2) {
            throw new IllegalArgumentException(
                    "connections must be at least 2: one to the server and one to the database that is asked");
        }
    }

    /** @throws IllegalArgumentException when it is no regular expression */
    static String checkPattern(String text) {
        try {
            Pattern.compile(text);
            return text;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
        }
    }
}
