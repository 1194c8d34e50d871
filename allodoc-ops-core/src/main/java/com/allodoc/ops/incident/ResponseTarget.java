package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What is promised for one severity, counted from the start of an episode. Immutable.
 *
 * @param acknowledge until somebody takes it
 * @param respond until a person works on it
 * @param escalate until the people on call know
 * @param management until management knows
 * @param stakeholders how long it may be down in silence: stakeholders are told once it is strictly longer
 * @param statusUpdate from one status update to the next, unless an update promises another instant
 * @param review from the resolution to the review
 */
public record ResponseTarget(
        Timing acknowledge,
        Timing respond,
        Timing escalate,
        Timing management,
        Timing stakeholders,
        Timing statusUpdate,
        Timing review) {

    public ResponseTarget {
        requireNonNull(acknowledge, "acknowledge");
        requireNonNull(respond, "respond");
        requireNonNull(escalate, "escalate");
        requireNonNull(management, "management");
        requireNonNull(stakeholders, "stakeholders");
        requireNonNull(statusUpdate, "statusUpdate");
        requireNonNull(review, "review");
    }

    /** Acknowledge within 5 minutes, review within 48 hours; the rest without a clock until it is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects promises; not thread-safe. */
    public static final class Builder {
        private Timing acknowledge = Timing.within(Duration.ofMinutes(5));
        private Timing respond = Timing.unhurried();
        private Timing escalate = Timing.unhurried();
        private Timing management = Timing.unhurried();
        private Timing stakeholders = Timing.unhurried();
        private Timing statusUpdate = Timing.unhurried();
        private Timing review = Timing.within(Duration.ofDays(2));

        private Builder() {}

        public Builder acknowledge(Timing timing) {
            this.acknowledge = timing;
            return this;
        }

        public Builder respond(Timing timing) {
            this.respond = timing;
            return this;
        }

        public Builder escalate(Timing timing) {
            this.escalate = timing;
            return this;
        }

        public Builder management(Timing timing) {
            this.management = timing;
            return this;
        }

        public Builder stakeholders(Timing timing) {
            this.stakeholders = timing;
            return this;
        }

        public Builder statusUpdate(Timing timing) {
            this.statusUpdate = timing;
            return this;
        }

        public Builder review(Timing timing) {
            this.review = timing;
            return this;
        }

        public ResponseTarget build() {
            return new ResponseTarget(acknowledge, respond, escalate, management, stakeholders, statusUpdate, review);
        }
    }
}
