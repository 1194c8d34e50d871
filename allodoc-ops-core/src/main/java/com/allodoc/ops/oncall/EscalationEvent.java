package com.allodoc.ops.oncall;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * What happened to the thing that is being escalated. Equal events are one event. Of events at the same instant, those that
 * start an escalation come first and those that stop it last, so that the human wins. Immutable.
 */
public sealed interface EscalationEvent {

    /** The order in which events take effect. */
    Comparator<EscalationEvent> ORDER =
            Comparator.comparing(EscalationEvent::at).thenComparing(EscalationEvent::kind);

    /** What can happen, in the order in which events of one instant take effect. */
    enum Kind {
        /** Starts the escalation, or starts it again after it was resolved; ignored while it is open. */
        TRIGGERED,
        /** Withdraws an acknowledgement and starts over at the first step. */
        UNACKNOWLEDGED,
        /** Stops the escalation, or confirms an earlier acknowledgement; ignored unless open. */
        ACKNOWLEDGED,
        /** Ends everything. */
        RESOLVED
    }

    Instant at();

    Kind kind();

    /** It needs somebody. */
    record Triggered(Instant at) implements EscalationEvent {
        public Triggered {
            requireNonNull(at, "at");
        }

        @Override
        public Kind kind() {
            return Kind.TRIGGERED;
        }
    }

    /** {@code by} has taken it, or confirms that. */
    record Acknowledged(Instant at, String by) implements EscalationEvent {
        public Acknowledged {
            requireNonNull(at, "at");
            requireNonNull(by, "by");
        }

        @Override
        public Kind kind() {
            return Kind.ACKNOWLEDGED;
        }
    }

    /** Whoever had taken it has given it back. */
    record Unacknowledged(Instant at) implements EscalationEvent {
        public Unacknowledged {
            requireNonNull(at, "at");
        }

        @Override
        public Kind kind() {
            return Kind.UNACKNOWLEDGED;
        }
    }

    /** It needs nobody any more. */
    record Resolved(Instant at) implements EscalationEvent {
        public Resolved {
            requireNonNull(at, "at");
        }

        @Override
        public Kind kind() {
            return Kind.RESOLVED;
        }
    }
}
