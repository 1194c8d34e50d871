package com.allodoc.ops.incident;

/**
 * The stable text of an event: one JSON object on one line, whose values are strings and arrays of strings. What is written is
 * plain ASCII, so no store can spoil it. Reading is strict: an unknown kind or field, a missing one or a doubled one is an
 * error that says where, because half an event would be a wrong incident.
 */
public final class EventText {
    private EventText() {}

    /** The text of {@code event}; {@link #decode} gives the event back. */
    public static String encode(IncidentEvent event) {
        JsonWriter json = new JsonWriter();
        EventHead head = event.head();
        json.put("kind", event.kind().text());
        json.put("id", head.id());
        json.put("incident", head.incident());
        json.put("at", head.at().toString());
        json.put("author", head.author().toString());
        event.accept(new Body(json));
        return json.end();
    }

    /**
     * The event whose text this is.
     *
     * @throws IllegalArgumentException if it is none, saying what is wrong and where
     */
    public static IncidentEvent decode(String text) {
        EventFields fields = new EventFields(new JsonReader(text).object());
        EventKind kind = EventKind.parse(fields.text("kind"));
        EventHead head = new EventHead(
                fields.text("id"), fields.text("incident"), fields.instant("at"), Author.parse(fields.text("author")));
        IncidentEvent event = read(kind, head, fields);
        fields.end();
        return event;
    }

    private static IncidentEvent read(EventKind kind, EventHead head, EventFields fields) {
        return switch (kind) {
            case TRIGGERED ->
                new IncidentEvent.Triggered(
                        head,
                        fields.text("title"),
                        fields.severity("severity"),
                        new DedupKey(fields.text("key")),
                        fields.instant("startsAt"),
                        fields.textOrNull("follows"));
            case SEVERITY_CHANGED ->
                new IncidentEvent.SeverityChanged(head, fields.severity("to"), fields.text("reason"));
            case ACKNOWLEDGED -> new IncidentEvent.Acknowledged(head);
            case NOTIFIED ->
                new IncidentEvent.Notified(head, Audience.parse(fields.text("audience")), fields.text("how"));
            case NOTED -> new IncidentEvent.Noted(head, fields.text("text"));
            case STATUS_UPDATED ->
                new IncidentEvent.StatusUpdated(head, fields.text("message"), fields.instantOrNull("nextDue"));
            case MITIGATED -> new IncidentEvent.Mitigated(head, fields.text("how"), fields.text("verifiedBy"));
            case CLEARED -> new IncidentEvent.Cleared(head, fields.instant("startsAt"));
            case RESOLVED -> new IncidentEvent.Resolved(head, fields.text("how"));
            case REOPENED -> new IncidentEvent.Reopened(head, fields.instant("startsAt"), fields.text("reason"));
            case ACTION_ITEM_ADDED ->
                new IncidentEvent.ActionItemAdded(
                        head,
                        new ActionItem(
                                fields.text("item"),
                                ActionItem.Kind.parse(fields.text("itemKind")),
                                fields.text("title"),
                                fields.text("owner"),
                                fields.date("due")));
            case ACTION_ITEM_DONE -> new IncidentEvent.ActionItemDone(head, fields.text("item"));
            case REVIEWED ->
                new IncidentEvent.Reviewed(
                        head,
                        new ReviewFindings(
                                fields.text("impact"),
                                fields.text("detection"),
                                fields.texts("causes"),
                                fields.texts("wentWell")));
            case CANCELLED -> new IncidentEvent.Cancelled(head, fields.text("reason"));
        };
    }

    private record Body(JsonWriter json) implements EventVisitor<JsonWriter> {

        @Override
        public JsonWriter triggered(IncidentEvent.Triggered event) {
            return json.put("title", event.title())
                    .put("severity", event.severity().name())
                    .put("key", event.key().value())
                    .put("startsAt", event.startsAt().toString())
                    .putIfPresent("follows", event.follows());
        }

        @Override
        public JsonWriter acknowledged(IncidentEvent.Acknowledged event) {
            return json;
        }

        @Override
        public JsonWriter severityChanged(IncidentEvent.SeverityChanged event) {
            return json.put("to", event.to().name()).put("reason", event.reason());
        }

        @Override
        public JsonWriter mitigated(IncidentEvent.Mitigated event) {
            return json.put("how", event.how()).put("verifiedBy", event.verifiedBy());
        }

        @Override
        public JsonWriter cleared(IncidentEvent.Cleared event) {
            return json.put("startsAt", event.startsAt().toString());
        }

        @Override
        public JsonWriter resolved(IncidentEvent.Resolved event) {
            return json.put("how", event.how());
        }

        @Override
        public JsonWriter reopened(IncidentEvent.Reopened event) {
            return json.put("startsAt", event.startsAt().toString()).put("reason", event.reason());
        }

        @Override
        public JsonWriter noted(IncidentEvent.Noted event) {
            return json.put("text", event.text());
        }

        @Override
        public JsonWriter statusUpdated(IncidentEvent.StatusUpdated event) {
            return json.put("message", event.message())
                    .putIfPresent(
                            "nextDue",
                            event.nextDue() == null ? null : event.nextDue().toString());
        }

        @Override
        public JsonWriter notified(IncidentEvent.Notified event) {
            return json.put("audience", event.audience().text()).put("how", event.how());
        }

        @Override
        public JsonWriter actionItemAdded(IncidentEvent.ActionItemAdded event) {
            ActionItem item = event.item();
            return json.put("item", item.id())
                    .put("itemKind", item.kind().text())
                    .put("title", item.title())
                    .put("owner", item.owner())
                    .put("due", item.due().toString());
        }

        @Override
        public JsonWriter actionItemDone(IncidentEvent.ActionItemDone event) {
            return json.put("item", event.item());
        }

        @Override
        public JsonWriter reviewed(IncidentEvent.Reviewed event) {
            ReviewFindings findings = event.findings();
            return json.put("impact", findings.impact())
                    .put("detection", findings.detection())
                    .put("causes", findings.causes())
                    .put("wentWell", findings.wentWell());
        }

        @Override
        public JsonWriter cancelled(IncidentEvent.Cancelled event) {
            return json.put("reason", event.reason());
        }
    }
}
