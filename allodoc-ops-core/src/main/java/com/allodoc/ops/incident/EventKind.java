package com.allodoc.ops.incident;

/**
 * The kinds of {@link IncidentEvent}. Their order is the order in which events of the very same instant are told: what opens
 * comes before what closes, and a reopening comes after the resolution it undoes.
 */
public enum EventKind {
    TRIGGERED("triggered"),
    SEVERITY_CHANGED("severity-changed"),
    ACKNOWLEDGED("acknowledged"),
    NOTIFIED("notified"),
    NOTED("noted"),
    STATUS_UPDATED("status-updated"),
    MITIGATED("mitigated"),
    CLEARED("cleared"),
    RESOLVED("resolved"),
    REOPENED("reopened"),
    ACTION_ITEM_ADDED("action-item-added"),
    ACTION_ITEM_DONE("action-item-done"),
    REVIEWED("reviewed"),
    CANCELLED("cancelled");

    static final EventVisitor<EventKind> OF = new Of();

    private final String text;

    EventKind(String text) {
        this.text = text;
    }

    /** The stable name under which stores keep it. */
    public String text() {
        return text;
    }

    /**
     * The kind whose {@link #text()} this is.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EventKind parse(String text) {
        for (EventKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("text is no kind of event: \"" + text + "\"");
    }

    private static final class Of implements EventVisitor<EventKind> {
        @Override
        public EventKind triggered(IncidentEvent.Triggered event) {
            return TRIGGERED;
        }

        @Override
        public EventKind acknowledged(IncidentEvent.Acknowledged event) {
            return ACKNOWLEDGED;
        }

        @Override
        public EventKind severityChanged(IncidentEvent.SeverityChanged event) {
            return SEVERITY_CHANGED;
        }

        @Override
        public EventKind mitigated(IncidentEvent.Mitigated event) {
            return MITIGATED;
        }

        @Override
        public EventKind cleared(IncidentEvent.Cleared event) {
            return CLEARED;
        }

        @Override
        public EventKind resolved(IncidentEvent.Resolved event) {
            return RESOLVED;
        }

        @Override
        public EventKind reopened(IncidentEvent.Reopened event) {
            return REOPENED;
        }

        @Override
        public EventKind noted(IncidentEvent.Noted event) {
            return NOTED;
        }

        @Override
        public EventKind statusUpdated(IncidentEvent.StatusUpdated event) {
            return STATUS_UPDATED;
        }

        @Override
        public EventKind notified(IncidentEvent.Notified event) {
            return NOTIFIED;
        }

        @Override
        public EventKind actionItemAdded(IncidentEvent.ActionItemAdded event) {
            return ACTION_ITEM_ADDED;
        }

        @Override
        public EventKind actionItemDone(IncidentEvent.ActionItemDone event) {
            return ACTION_ITEM_DONE;
        }

        @Override
        public EventKind reviewed(IncidentEvent.Reviewed event) {
            return REVIEWED;
        }

        @Override
        public EventKind cancelled(IncidentEvent.Cancelled event) {
            return CANCELLED;
        }
    }
}
