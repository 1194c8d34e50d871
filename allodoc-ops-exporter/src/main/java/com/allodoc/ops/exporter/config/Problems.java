package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers problems so that they can be told all at once. Not thread-safe. */
final class Problems {
    static final String ENVIRONMENT = "environment";

    private final String source;
    private final List<Problem> problems = new ArrayList<>();

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

    int count() {
        return problems.size();
    }

    /** @throws ConfigException when there are any, in the order of their lines */
    void throwIfAny() throws ConfigException {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new ConfigException(problems);
        }
    }
}
