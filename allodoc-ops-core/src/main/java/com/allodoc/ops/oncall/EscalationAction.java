package com.allodoc.ops.oncall;

import java.time.Instant;

/** What an escalation does at an instant. Two equal actions are the same action: remember which were carried out. Immutable. */
public sealed interface EscalationAction {

    Instant at();

    /** One sentence for people. */
    String explain();

    /** Whether somebody has to be told something; a skipped step needs nobody. */
    default boolean isDelivered() {
        return true;
    }

    /**
     * Somebody is notified.
     *
     * @param round 1 the first time through the steps
     * @param step 1 for the first of the policy
     * @param target name in the policy
     * @param person whom it stood for at that instant
     * @param reason why that person
     */
    record Notified(Instant at, int round, int step, String target, String person, String reason)
            implements EscalationAction {
        @Override
        public String explain() {
            return "notify " + person + " as " + target + " (step " + step + ", round " + round + "): " + reason;
        }
    }

    /** A step was passed over at once because its target was nobody. Its wait does not elapse. */
    record Skipped(Instant at, int round, int step, String target, String reason) implements EscalationAction {
        @Override
        public String explain() {
            return "skipped " + target + " (step " + step + ", round " + round + "): " + reason;
        }

        @Override
        public boolean isDelivered() {
            return false;
        }
    }

    /** Every step and repeat went by without an acknowledgement; this is an alert of its own. */
    record Exhausted(Instant at, int rounds) implements EscalationAction {
        @Override
        public String explain() {
            return "exhausted: nobody acknowledged in " + rounds + (rounds == 1 ? " round" : " rounds");
        }
    }
}
