package com.allodoc.ops.exporter.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files that {@code *_FILE} variables name. */
final class EnvironmentFiles {
    private static final int MAX_FILE = 1024 * 1024;

    private final Environment environment;
    private final Problems problems;

    EnvironmentFiles(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The stripped content of the file that the variable names, or nothing; what prevents reading it is a problem. */
    Optional<String> read(String variable) {
        Optional<String> file = environment.nonEmpty(variable);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = TextFile.read(Path.of(file.get()), MAX_FILE).strip();
            if (text.isEmpty()) {
                problems.add(0, variable, "the file " + file.get() + " is empty");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException e) {
            problems.add(0, variable, "the file " + file.get() + " " + e.getMessage());
            return Optional.empty();
        }
    }

    /** As postgres_exporter has it: {@code NAME_FILE} wins over {@code NAME}. */
    Optional<String> fileOrValue(String variable) {
        return environment.nonEmpty(variable + "_FILE").isPresent()
                ? read(variable + "_FILE")
                : environment.nonEmpty(variable);
    }
}
