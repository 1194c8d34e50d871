package com.allodoc.ops.exporter.render;

import static java.util.Objects.requireNonNull;

/**
 * One rendered file. Immutable.
 *
 * @param path below the output folder, with {@code /} between its parts
 * @param text of the whole file
 */
public record Document(String path, String text) {

    public Document {
        requireNonNull(text, "text");
        if (path.isBlank() || path.startsWith("/") || path.contains("..")) {
            throw new IllegalArgumentException("path: \"" + path + "\" must stay below the output folder");
        }
    }
}
