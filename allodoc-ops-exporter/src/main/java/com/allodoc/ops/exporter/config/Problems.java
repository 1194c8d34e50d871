package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers problems so that they can be told all at once. Not thread-safe. */
final class Problems {
    static final String ENVIRONMENT = "environment";

    private final String source;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> included = new ArrayList<>();

    /** @param source the file as it was named, or {@link #ENVIRONMENT} */
    Problems(String source) {
        this.source = source;
    }

    void add(int line, String path, String message) {
        problems.add(new Problem(source, line, 0, path, message));
    }

    void addAt(int line, int column, String message) {
        problems.add(new Problem(source, line, column, "", message));
    }

    /** A setting without a line: a variable. */
    Origin origin(String path) {
        return new Origin() {
            @Override
            public void problem(String message) {
                add(0, path, message);
            }

            @Override
            public String path() {
                return path;
            }
        };
    }

    /** Adds those of a file that this one refers to. */
    void include(Problems other) {
        included.addAll(other.sorted());
    }

    int count() {
        return problems.size() + included.size();
    }

    private List<Problem> sorted() {
        List<Problem> all = new ArrayList<>(problems);
        all.sort(Comparator.comparingInt(Problem::line));
        all.addAll(included);
        return all;
    }

    /** @throws ConfigException when there are any, in the order of their lines */
    void throwIfAny() throws ConfigException {
        if (count() > 0) {
            throw new ConfigException(sorted());
        }
    }
}
