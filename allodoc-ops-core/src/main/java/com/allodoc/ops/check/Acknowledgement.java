package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has seen the problem, so it need not be told again. Immutable.
 *
 * @param by who; a role or an account of the operations team
 * @param at when
 * @param sticky true to last until the check is OK again; false to end with any change of its status
 * @param expiresAt when it ends by itself, or null for never
 */
public record Acknowledgement(
        String by, Instant at, boolean sticky, @Nullable Instant expiresAt) {

    public Acknowledgement {
        requireNonNull(at, "at");
        if (requireNonNull(by, "by").isBlank()) {
            throw new IllegalArgumentException("by must say who acknowledges");
        }
        if (expiresAt != null && !expiresAt.isAfter(at)) {
            throw new IllegalArgumentException(
                    "expiresAt " + expiresAt + " must be after " + at + "; use null for never");
        }
    }

    /** Ends with any change of status. */
    public static Acknowledgement normal(String by, Instant at) {
        return new Acknowledgement(by, at, false, null);
    }

    /** Ends when the check is OK. */
    public static Acknowledgement sticky(String by, Instant at) {
        return new Acknowledgement(by, at, true, null);
    }

    public Acknowledgement until(Instant expiresAt) {
        return new Acknowledgement(by, at, sticky, requireNonNull(expiresAt, "expiresAt"));
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
