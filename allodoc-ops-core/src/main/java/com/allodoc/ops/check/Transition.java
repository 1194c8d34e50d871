package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One thing that changed about a check. Immutable.
 *
 * @param kind what changed
 * @param status the status of the check after it
 * @param at when
 * @param detail why, in a few words for people; empty when the kind says it all
 */
public record Transition(Kind kind, CheckStatus status, Instant at, String detail) {

    /** What can change; some of it is for people's phones, the rest for the record. */
    public enum Kind {
        /** The status changed, but is not confirmed yet. */
        SOFT_CHANGE(false),
        /** The confirmed status changed. */
        HARD_CHANGE(false),
        /** Tell: a confirmed problem, or that it changed its severity. */
        PROBLEM(true),
        /** Tell: a problem that was told is over. */
        RECOVERY(true),
        /** Tell: it changes so often that problems and recoveries are no longer told one by one. */
        FLAPPING_STARTED(true),
        /** Tell: it has settled, at the status given. */
        FLAPPING_ENDED(true),
        /** A parent it needs is down. */
        UNREACHABLE(false),
        /** Its parents are up again. */
        REACHABLE(false),
        ACKNOWLEDGED(false),
        ACKNOWLEDGEMENT_ENDED(false),
        MAINTENANCE_STARTED(false),
        MAINTENANCE_ENDED(false);

        private final boolean notification;

        Kind(boolean notification) {
            this.notification = notification;
        }

        /** Whether people are to be told. */
        public boolean isNotification() {
            return notification;
        }
    }

    public Transition {
        requireNonNull(kind, "kind");
        requireNonNull(status, "status");
        requireNonNull(at, "at");
        requireNonNull(detail, "detail");
    }
}
