package com.allodoc.ops.incident;

import com.allodoc.ops.testing.UrlDataSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The victim of {@link IncidentLogKillTest}: appends batches of one to three events for ever, and prints each event's id once
 * the log has said that it is stored.
 */
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] arguments) {
        String incident = arguments[1];
        IncidentLog log = JdbcIncidentLog.open(new UrlDataSource(arguments[0]));
        report(
                log,
                incident,
                0,
                TestEvents.story(incident).triggered(0, Severity.SEV2).events());
        long version = 1;
        for (int batch = 1; ; batch++) {
            List<IncidentEvent> events = new ArrayList<>();
            int size = batch % 3 + 1;
            for (int i = 1; i <= size; i++) {
                String id = incident + "/" + batch + "/" + i + "/" + size;
                EventHead head = new EventHead(id, incident, TestEvents.START, TestEvents.ANNA);
                events.add(new IncidentEvent.Noted(head, "note ".repeat(40)));
            }
            report(log, incident, version, events);
            version += size;
        }
    }

    private static void report(IncidentLog log, String incident, long version, List<IncidentEvent> events) {
        if (!(log.append(incident, version, events) instanceof AppendResult.Appended)) {
            throw new IllegalStateException("not appended: " + events);
        }
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event.id()).append('\n'));
        System.out.print(lines);
        if (System.out.checkError()) {
            throw new IllegalStateException("the parent is gone");
        }
    }
}
