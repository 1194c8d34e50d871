package com.allodoc.ops.incident;

/** Words for every kind of event. */
final class EventDescription implements EventVisitor<String> {
    static final EventDescription INSTANCE = new EventDescription();

    private EventDescription() {}

    @Override
    public String triggered(IncidentEvent.Triggered event) {
        return "Triggered as " + event.severity() + ": " + event.title()
                + (event.follows() == null ? "" : " (follows " + event.follows() + ")");
    }

    @Override
    public String acknowledged(IncidentEvent.Acknowledged event) {
        return "Acknowledged";
    }

    @Override
    public String severityChanged(IncidentEvent.SeverityChanged event) {
        return "Severity set to " + event.to() + ": " + event.reason();
    }

    @Override
    public String mitigated(IncidentEvent.Mitigated event) {
        return "Mitigated: " + event.how() + " (verified by " + event.verifiedBy() + ")";
    }

    @Override
    public String cleared(IncidentEvent.Cleared event) {
        return "The signal cleared";
    }

    @Override
    public String resolved(IncidentEvent.Resolved event) {
        return "Resolved: " + event.how();
    }

    @Override
    public String reopened(IncidentEvent.Reopened event) {
        return "Reopened: " + event.reason();
    }

    @Override
    public String noted(IncidentEvent.Noted event) {
        return event.text();
    }

    @Override
    public String statusUpdated(IncidentEvent.StatusUpdated event) {
        return "Status update: " + event.message();
    }

    @Override
    public String notified(IncidentEvent.Notified event) {
        return "Notified " + event.audience().text() + ": " + event.how();
    }

    @Override
    public String actionItemAdded(IncidentEvent.ActionItemAdded event) {
        return "Action item " + event.item().id() + ": " + event.item().title();
    }

    @Override
    public String actionItemDone(IncidentEvent.ActionItemDone event) {
        return "Action item " + event.item() + " done";
    }

    @Override
    public String reviewed(IncidentEvent.Reviewed event) {
        return "Reviewed";
    }

    @Override
    public String cancelled(IncidentEvent.Cancelled event) {
        return "Cancelled: " + event.reason();
    }
}
