package com.allodoc.ops.exporter.config;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Replaces <code>${env:NAME}</code> and <code>${file:path}</code> inside a text; <code>$${</code> stands for a literal
 * <code>${</code>. What is put in is not searched again. Immutable.
 */
final class References {
    private static final int MAX_FILE = 64 * 1024;

    private final Environment environment;
    private final Path folder;

    /** @param folder where relative files are looked for */
    References(Environment environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /**
     * A text after replacement.
     *
     * @param referenced whether any of it came from outside the file, so that it must not be repeated in a message
     */
    record Resolved(String text, boolean referenced) {}

    /** @throws IllegalArgumentException when a reference can't be followed */
    Resolved resolve(String raw) {
        int start = raw.indexOf("${");
        if (start < 0) {
            return new Resolved(raw, false);
        }
        StringBuilder text = new StringBuilder();
        boolean referenced = false;
        int from = 0;
        while (start >= 0) {
            text.append(raw, from, start);
            if (start > from && raw.charAt(start - 1) == '$') {
                text.append('{');
                from = start + 2;
            } else {
                int end = raw.indexOf('}', start);
                if (end < 0) {
                    throw new IllegalArgumentException("a ${ is not closed by }; write $${ for a literal ${");
                }
                text.append(follow(raw.substring(start + 2, end)));
                referenced = true;
                from = end + 1;
            }
            start = raw.indexOf("${", from);
        }
        return new Resolved(text.append(raw, from, raw.length()).toString(), referenced);
    }

    private String follow(String reference) {
        if (reference.startsWith("env:")) {
            String name = reference.substring(4);
            return environment
                    .variable(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the environment variable \"" + name + "\" is not set; set it or remove the reference"));
        }
        if (reference.startsWith("file:")) {
            Path file = folder.resolve(reference.substring(5));
            try {
                return TextFile.withoutLastLineBreak(TextFile.read(file, MAX_FILE));
            } catch (IOException e) {
                throw new IllegalArgumentException("the file " + file + " " + e.getMessage(), e);
            }
        }
        throw new IllegalArgumentException("a reference is ${env:NAME} or ${file:path}; write $${ for a literal ${");
    }

    Environment environment() {
        return environment;
    }

    /** A path as the file means it: relative to the file's own folder. */
    Path path(String text) {
        return folder.resolve(text);
    }
}
