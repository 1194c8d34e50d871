package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an incident. Events are only ever added; an incident is what they add up to. All are immutable.
 *
 * @see Incident#of(java.util.Collection)
 */
public sealed interface IncidentEvent {

    /**
     * The total order in which events are told: by instant, then by kind (see {@link EventKind}), then by event id. The last
     * criterion, the text of the event, only decides between two events that wrongly share an id.
     */
    Comparator<IncidentEvent> ORDER = Comparator.comparing(IncidentEvent::at)
            .thenComparing(IncidentEvent::kind)
            .thenComparing(IncidentEvent::id)
            .thenComparing((a, b) -> a.equals(b) ? 0 : EventText.encode(a).compareTo(EventText.encode(b)));

    EventHead head();

    /** Calls the visitor's method for this kind. */
    <R> R accept(EventVisitor<R> visitor);

    default EventKind kind() {
        return accept(EventKind.OF);
    }

    /** What happened, in words for people, without author and time. May have several lines. */
    default String describe() {
        return accept(EventDescription.INSTANCE);
    }

    default String id() {
        return head().id();
    }

    default String incident() {
        return head().incident();
    }

    default Instant at() {
        return head().at();
    }

    default Author author() {
        return head().author();
    }

    /**
     * It began. The first one opens the incident; another one of the same incident says that the signal still fires.
     *
     * @param key what is broken
     * @param startsAt since when, as the signal says; identifies the episode
     * @param follows the incident of the same key that came before this one; null if there was none
     */
    record Triggered(
            EventHead head,
            String title,
            Severity severity,
            DedupKey key,
            Instant startsAt,
            @Nullable String follows) implements IncidentEvent {

        public Triggered {
            requireNonNull(head, "head");
            FreeText.line(title, "title");
            requireNonNull(severity, "severity");
            requireNonNull(key, "key");
            requireNonNull(startsAt, "startsAt");
            if (follows != null) {
                EventHead.requireId(follows, "follows");
                if (follows.equals(head.incident())) {
                    throw new IllegalArgumentException(
                            "follows must name an earlier incident, not " + follows + " itself");
                }
            }
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.triggered(this);
        }
    }

    /** Somebody took it. */
    record Acknowledged(EventHead head) implements IncidentEvent {
        public Acknowledged {
            requireNonNull(head, "head");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.acknowledged(this);
        }
    }

    /** It turned out better or worse than thought. No clock restarts. */
    record SeverityChanged(EventHead head, Severity to, String reason) implements IncidentEvent {
        public SeverityChanged {
            requireNonNull(head, "head");
            requireNonNull(to, "to");
            FreeText.text(reason, "reason");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.severityChanged(this);
        }
    }

    /** Users no longer suffer, and something proved it. */
    record Mitigated(EventHead head, String how, String verifiedBy) implements IncidentEvent {
        public Mitigated {
            requireNonNull(head, "head");
            FreeText.text(how, "how");
            FreeText.text(verifiedBy, "verifiedBy");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.mitigated(this);
        }
    }

    /** The signal stopped firing. Mitigates what nobody has mitigated, and starts the watch for stability. */
    record Cleared(EventHead head, Instant startsAt) implements IncidentEvent {
        public Cleared {
            requireNonNull(head, "head");
            requireNonNull(startsAt, "startsAt");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.cleared(this);
        }
    }

    /** It is over. */
    record Resolved(EventHead head, String how) implements IncidentEvent {
        public Resolved {
            requireNonNull(head, "head");
            FreeText.text(how, "how");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.resolved(this);
        }
    }

    /** It came back soon after it was mitigated or resolved. A new episode begins, and every clock with it. */
    record Reopened(EventHead head, Instant startsAt, String reason) implements IncidentEvent {
        public Reopened {
            requireNonNull(head, "head");
            requireNonNull(startsAt, "startsAt");
            FreeText.text(reason, "reason");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.reopened(this);
        }
    }

    /** Something worth remembering: an observation, an action, the place of a diagnosis file. */
    record Noted(EventHead head, String text) implements IncidentEvent {
        public Noted {
            requireNonNull(head, "head");
            FreeText.text(text, "text");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.noted(this);
        }
    }

    /**
     * Stakeholders were told, for instance on the status page.
     *
     * @param nextDue when the next update was promised; null leaves it to the {@link ResponsePolicy}
     */
    record StatusUpdated(
            EventHead head, String message, @Nullable Instant nextDue) implements IncidentEvent {
        public StatusUpdated {
            requireNonNull(head, "head");
            FreeText.text(message, "message");
            if (nextDue != null && !nextDue.isAfter(head.at())) {
                throw new IllegalArgumentException("nextDue " + nextDue + " must be after the update at " + head.at());
            }
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.statusUpdated(this);
        }
    }

    /** Somebody was told directly. */
    record Notified(EventHead head, Audience audience, String how) implements IncidentEvent {
        public Notified {
            requireNonNull(head, "head");
            requireNonNull(audience, "audience");
            FreeText.text(how, "how");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.notified(this);
        }
    }

    /** Something is to be done so that it doesn't come back. */
    record ActionItemAdded(EventHead head, ActionItem item) implements IncidentEvent {
        public ActionItemAdded {
            requireNonNull(head, "head");
            requireNonNull(item, "item");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.actionItemAdded(this);
        }
    }

    /** An action item was done. */
    record ActionItemDone(EventHead head, String item) implements IncidentEvent {
        public ActionItemDone {
            requireNonNull(head, "head");
            EventHead.requireId(item, "item");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.actionItemDone(this);
        }
    }

    /** The review took place. */
    record Reviewed(EventHead head, ReviewFindings findings) implements IncidentEvent {
        public Reviewed {
            requireNonNull(head, "head");
            requireNonNull(findings, "findings");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.reviewed(this);
        }
    }

    /** It was none. */
    record Cancelled(EventHead head, String reason) implements IncidentEvent {
        public Cancelled {
            requireNonNull(head, "head");
            FreeText.text(reason, "reason");
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.cancelled(this);
        }
    }
}
