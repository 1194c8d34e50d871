package com.allodoc.ops.exporter.redis;

import static java.util.Objects.requireNonNull;

/**
 * A Lua script of the user's that returns names and numbers, {@code {"orders", 12, "carts", 3}}. Immutable.
 *
 * @param name the label {@code filename}
 * @param text the script; it runs where the server stands still, so it should be short
 */
public record RedisScript(String name, String text) {

    public RedisScript {
        requireNonNull(text, "text");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }
}
