package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back for one command: a value, or the server's error line.
 *
 * @param value as jedis gives it: bytes, a number, a list of these, or null
 * @param error the error line without its dash, {@code NOPERM this user has no …}; null when there is none
 */
record RedisReply(@Nullable Object value, @Nullable String error) {

    static RedisReply of(@Nullable Object value) {
        return new RedisReply(value, null);
    }

    static RedisReply error(String line) {
        return new RedisReply(null, line);
    }

    /** Whether asking again on this connection would end the same way: not known, not allowed, not meant for it. */
    boolean isFinalRefusal() {
        return error != null && (error.startsWith("ERR ") || error.startsWith("NOPERM"));
    }

    Optional<byte[]> bytes() {
        return value instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
    }

    Optional<String> text() {
        return bytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The element at {@code index} of a list as text. */
    Optional<String> text(int index) {
        return value instanceof List<?> list && index < list.size()
                ? RedisReply.of(list.get(index)).text()
                : Optional.empty();
    }
}
