package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reason to keep one backup outside every policy, until released or expired. Immutable.
 *
 * @param reason why, for people
 * @param expiresAt the first instant at which it no longer holds, or null for "until released"
 */
public record Pin(String reason, @Nullable Instant expiresAt) {

    public Pin {
        Texts.requireText(reason, "reason");
    }

    /** A pin that holds until it is released. */
    public static Pin of(String reason) {
        return new Pin(reason, null);
    }

    /** A pin that holds up to, and not at, {@code expiresAt}. */
    public static Pin until(Instant expiresAt, String reason) {
        return new Pin(reason, requireNonNull(expiresAt, "expiresAt"));
    }

    /** Whether the backup is outside the policy at {@code now}. */
    public boolean holdsAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
