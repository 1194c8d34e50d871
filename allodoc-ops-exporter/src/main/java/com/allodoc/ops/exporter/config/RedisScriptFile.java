package com.allodoc.ops.exporter.config;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A Lua script whose numbers become metrics. Immutable.
 *
 * @param file where it was read
 * @param text what it said then
 */
public record RedisScriptFile(Path file, String text) {
    private static final int MAX_FILE = 64 * 1024;

    /** @throws IllegalArgumentException when the file can't be read */
    static RedisScriptFile read(Path file) {
        try {
            return new RedisScriptFile(file, TextFile.read(file, MAX_FILE));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " " + e.getMessage(), e);
        }
    }
}
