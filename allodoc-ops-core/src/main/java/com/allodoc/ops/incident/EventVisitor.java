package com.allodoc.ops.incident;

/**
 * One answer per kind of {@link IncidentEvent}: Java 17 has no switch over types.
 *
 * @param <R> the answer
 */
public interface EventVisitor<R> {
    R triggered(IncidentEvent.Triggered event);

    R acknowledged(IncidentEvent.Acknowledged event);

    R severityChanged(IncidentEvent.SeverityChanged event);

    R mitigated(IncidentEvent.Mitigated event);

    R cleared(IncidentEvent.Cleared event);

    R resolved(IncidentEvent.Resolved event);

    R reopened(IncidentEvent.Reopened event);

    R noted(IncidentEvent.Noted event);

    R statusUpdated(IncidentEvent.StatusUpdated event);

    R notified(IncidentEvent.Notified event);

    R actionItemAdded(IncidentEvent.ActionItemAdded event);

    R actionItemDone(IncidentEvent.ActionItemDone event);

    R reviewed(IncidentEvent.Reviewed event);

    R cancelled(IncidentEvent.Cancelled event);
}
