package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What every event carries: its identity, its incident, when it happened and who caused it. Immutable.
 *
 * @param id unique among all events of all incidents; the same id means the same event, delivered again
 * @param incident the incident it belongs to
 * @param at when it happened, which may be long before it is written down
 * @param author who caused it
 */
public record EventHead(String id, String incident, Instant at, Author author) {
    private static final int MAX_ID = 128;

    public EventHead {
        requireId(id, "id");
        requireId(incident, "incident");
        requireNonNull(at, "at");
        requireNonNull(author, "author");
    }

    static void requireId(String value, String name) {
        requireNonNull(value, name);
        if (value.isEmpty() || value.length() > MAX_ID || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    name + " must be 1 to " + MAX_ID + " visible ASCII characters without spaces: \"" + value + "\"");
        }
    }
}
