package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.incident.Author;
import com.allodoc.ops.incident.DedupKey;
import com.allodoc.ops.incident.EventHead;
import com.allodoc.ops.incident.IncidentEvent;
import com.allodoc.ops.incident.IncidentIntake;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.IncidentRecorder;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.ReviewDocument;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.incident.Signal;
import java.time.Instant;
import java.util.List;

/** An incident from its first alert to the page on which the team reviews it. */
public final class IncidentStory {

    private IncidentStory() {}

    /** Tells the story into {@code log}, which may be in memory, SQLite or PostgreSQL, and returns its review as Markdown. */
    public static String tell(IncidentLog log, ResponsePolicy policy, Instant start) {
        Signal down = new Signal(
                Signal.Kind.FIRING,
                DedupKey.ofAlert("f00d"),
                start,
                Severity.SEV1,
                "Backend down",
                Author.system("prometheus"));
        String id = new IncidentRecorder(log, IncidentIntake.standard())
                .receive(down, start)
                .events()
                .get(0)
                .incident();
        log.append(
                id,
                IncidentLog.ANY_VERSION,
                List.of(
                        new IncidentEvent.Acknowledged(head(id, "ack", start.plusSeconds(120))),
                        new IncidentEvent.Mitigated(
                                head(id, "fix", start.plusSeconds(600)), "restarted it", "health is green"),
                        new IncidentEvent.Resolved(head(id, "end", start.plusSeconds(1800)), "quiet for 20 minutes")));
        return new ReviewDocument(policy).markdown(log.find(id).orElseThrow(), start.plusSeconds(3600));
    }

    private static EventHead head(String incident, String id, Instant at) {
        return new EventHead(id, incident, at, Author.person("anna"));
    }
}
