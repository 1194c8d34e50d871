package com.allodoc.ops.backup;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file name says about a backup. Immutable. */
public sealed interface ParsedName {

    String name();

    /** The backup, when the name tells one. */
    default Optional<Accepted> accepted() {
        return Optional.empty();
    }

    /**
     * A backup's name.
     *
     * @param startedAt when it started
     * @param ambiguous whether the local time happened twice; {@code startedAt} is the first of the two
     * @param pin for names that mean "keep me"; else null
     */
    record Accepted(
            String name,
            String plan,
            String environment,
            Instant startedAt,
            boolean ambiguous,
            @Nullable Pin pin) implements ParsedName {

        @Override
        public Optional<Accepted> accepted() {
            return Optional.of(this);
        }
    }

    /** Has the shape of a backup's name, but can't be one. */
    record Rejected(String name, String reason) implements ParsedName {}

    /** Doesn't look like a backup's name. */
    record Foreign(String name) implements ParsedName {}
}
