package com.allodoc.ops.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells one incident's story in short words; minutes count from {@link #START}. Ids are given in the order of telling. */
final class TestEvents {
    static final Instant START = Instant.parse("2025-06-11T08:00:00Z");
    static final Author ANNA = Author.person("anna");
    static final Author MONITOR = Author.system("alertmanager");

    private final String incident;
    private final DedupKey key;
    private final List<IncidentEvent> events = new ArrayList<>();
    private Instant start = START;
    private Author author = ANNA;

    private TestEvents(String incident, DedupKey key) {
        this.incident = incident;
        this.key = key;
    }

    static TestEvents story() {
        return story("inc-1");
    }

    static TestEvents story(String incident) {
        return new TestEvents(incident, DedupKey.ofManual(incident));
    }

    static Instant minute(double minutes) {
        return START.plusMillis(Math.round(minutes * 60_000));
    }

    TestEvents startingAt(Instant instant) {
        start = instant;
        return this;
    }

    TestEvents by(Author next) {
        author = next;
        return this;
    }

    TestEvents triggered(double minutes, Severity severity) {
        return triggered(minutes, minutes, severity);
    }

    TestEvents triggered(double minutes, double startsAt, Severity severity) {
        EventHead head = new EventHead(nextId(), incident, at(minutes), MONITOR);
        return add(new IncidentEvent.Triggered(head, "Disk full", severity, key, at(startsAt), null));
    }

    TestEvents acknowledged(double minutes) {
        return add(new IncidentEvent.Acknowledged(head(minutes)));
    }

    TestEvents severity(double minutes, Severity to) {
        return add(new IncidentEvent.SeverityChanged(head(minutes), to, "looked closer"));
    }

    TestEvents mitigated(double minutes) {
        return add(new IncidentEvent.Mitigated(head(minutes), "removed old logs", "check disk"));
    }

    TestEvents cleared(double minutes, double startsAt) {
        EventHead head = new EventHead(nextId(), incident, at(minutes), MONITOR);
        return add(new IncidentEvent.Cleared(head, at(startsAt)));
    }

    TestEvents resolved(double minutes) {
        return add(new IncidentEvent.Resolved(head(minutes), "stays below 80 %"));
    }

    TestEvents reopened(double minutes) {
        return add(new IncidentEvent.Reopened(head(minutes), at(minutes), "full again"));
    }

    TestEvents noted(double minutes, String text) {
        return add(new IncidentEvent.Noted(head(minutes), text));
    }

    TestEvents statusUpdated(double minutes) {
        return add(new IncidentEvent.StatusUpdated(head(minutes), "we are on it", null));
    }

    TestEvents statusUpdated(double minutes, double nextDue) {
        return add(new IncidentEvent.StatusUpdated(head(minutes), "we are on it", at(nextDue)));
    }

    TestEvents notified(double minutes, Audience audience) {
        return add(new IncidentEvent.Notified(head(minutes), audience, "telephone"));
    }

    TestEvents actionItem(double minutes, ActionItem item) {
        return add(new IncidentEvent.ActionItemAdded(head(minutes), item));
    }

    TestEvents actionItemDone(double minutes, String item) {
        return add(new IncidentEvent.ActionItemDone(head(minutes), item));
    }

    TestEvents reviewed(double minutes) {
        return add(new IncidentEvent.Reviewed(
                head(minutes),
                new ReviewFindings("40 users waited", "by alert", List.of("no log rotation"), List.of("fast answer"))));
    }

    TestEvents cancelled(double minutes) {
        return add(new IncidentEvent.Cancelled(head(minutes), "a test"));
    }

    List<IncidentEvent> events() {
        return List.copyOf(events);
    }

    Incident incident() {
        return Incident.of(events);
    }

    private TestEvents add(IncidentEvent event) {
        events.add(event);
        return this;
    }

    private Instant at(double minutes) {
        return start.plusMillis(Math.round(minutes * 60_000));
    }

    private EventHead head(double minutes) {
        return new EventHead(nextId(), incident, at(minutes), author);
    }

    private String nextId() {
        return incident + "-" + events.size();
    }
}
