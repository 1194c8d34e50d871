package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

    /** Whether it is an error that may be gone next time: busy, loading, its master down. */
    boolean isPassing() {
        return error != null && !isFinalRefusal();
    }

    Optional<byte[]> bytes() {
        return value instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
    }

    Optional<String> text() {
        return bytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The element at {@code index} of a list as text. */
    Optional<String> text(int index) {
        return at(index).text();
    }

    /** The element at {@code index} of a list; a reply of nothing when there is none. */
    RedisReply at(int index) {
        return value instanceof List<?> list && index < list.size() ? of(list.get(index)) : of(null);
    }

    /** The elements of a list; none when it is no list. */
    List<RedisReply> list() {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return List.of();
        }
        List<RedisReply> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(of(element));
        }
        return elements;
    }

    /** A number, whether it came as one or as text. */
    OptionalDouble number() {
        if (value instanceof Long number) {
            return OptionalDouble.of((double) number);
        }
        return value instanceof byte[] bytes ? InfoNumber.parse(bytes, 0, bytes.length) : OptionalDouble.empty();
    }

    /** A list of names and values, {@code maxmemory 0 maxclients 10000}, as a map in the list's order. */
    Map<String, RedisReply> pairs() {
        Map<String, RedisReply> pairs = new LinkedHashMap<>();
        for (int i = 0; value instanceof List<?> list && i + 1 < list.size(); i += 2) {
            RedisReply pair = at(i + 1);
            text(i).ifPresent(name -> pairs.put(name, pair));
        }
        return pairs;
    }
}
