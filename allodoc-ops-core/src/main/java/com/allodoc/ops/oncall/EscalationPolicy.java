package com.allodoc.ops.oncall;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to notify in which order until somebody acknowledges. A running escalation keeps the policy it was triggered with: pass
 * that one to {@link EscalationPlan#at}, not the current one. Immutable.
 *
 * @param steps in order, at least one
 * @param repeats how often to start over after the last step; 0 goes through the steps once
 * @param acknowledgementExpiry how long an acknowledgement holds without being confirmed by another one; absent for ever
 * @see #builder(String)
 */
public record EscalationPolicy(
        String name,
        List<EscalationStep> steps,
        int repeats,
        @Nullable Duration acknowledgementExpiry) {

    public EscalationPolicy {
        steps = List.copyOf(steps);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; give the policy the name people use for it");
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps of policy " + name + " are empty; name at least one person");
        }
        if (repeats < 0) {
            throw new IllegalArgumentException("repeats must not be negative but is " + repeats + "; use 0 for once");
        }
        if (acknowledgementExpiry != null && (acknowledgementExpiry.isNegative() || acknowledgementExpiry.isZero())) {
            throw new IllegalArgumentException("acknowledgementExpiry must be positive but is " + acknowledgementExpiry
                    + "; leave it out for an acknowledgement that holds for ever");
        }
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Collects the steps; not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<EscalationStep> steps = new ArrayList<>();
        private int repeats;
        private @Nullable Duration acknowledgementExpiry;

        private Builder(String name) {
            this.name = name;
        }

        /** Notifies {@code who}, then waits before the next step. */
        public Builder step(EscalationTarget who, Duration thenWait) {
            steps.add(new EscalationStep(who, thenWait));
            return this;
        }

        public Builder repeats(int times) {
            repeats = times;
            return this;
        }

        public Builder acknowledgementExpiresAfter(Duration unconfirmed) {
            acknowledgementExpiry = unconfirmed;
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException if there is no step, or a number makes no sense
         */
        public EscalationPolicy build() {
            return new EscalationPolicy(name, steps, repeats, acknowledgementExpiry);
        }
    }
}
