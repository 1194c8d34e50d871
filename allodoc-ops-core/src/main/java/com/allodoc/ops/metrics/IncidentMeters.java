package com.allodoc.ops.metrics;

import com.allodoc.ops.incident.ActionItemStatus;
import com.allodoc.ops.incident.Deadline;
import com.allodoc.ops.incident.Episode;
import com.allodoc.ops.incident.EventKind;
import com.allodoc.ops.incident.Incident;
import com.allodoc.ops.incident.IncidentEvent;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.IncidentState;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.incident.StoredEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an incident log holds. Reading a log takes time, so a scrape never does: whoever owns it calls {@link #refresh} on a
 * rhythm, which reads only what is new. Counters and timers add up the whole log, so that a restart doesn't set them back;
 * bind before the first refresh. Remembers incidents only while something about them is open. Thread-safe.
 */
public final class IncidentMeters implements MeterBinder {

    private static final int PAGE = 1000;

    private final IncidentLog log;
    private final ResponsePolicy policy;
    private final List<IncidentGauges> bound = new CopyOnWriteArrayList<>();
    private final Map<String, Incident> unfinished = new HashMap<>();
    private long position;

    public IncidentMeters(IncidentLog log, ResponsePolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bound.add(new IncidentGauges(registry));
    }

    /**
     * Reads what was appended since the last call, and shows where every incident stands at {@code now}.
     *
     * @throws com.allodoc.ops.incident.IncidentLogException if the log can't be read; what is shown stays as it was
     */
    public synchronized void refresh(Instant now) {
        List<StoredEvent> page;
        do {
            page = log.readSince(position, PAGE);
            Map<String, Incident> touched = new LinkedHashMap<>();
            for (StoredEvent stored : page) {
                String id = stored.event().incident();
                Incident incident =
                        touched.computeIfAbsent(id, unused -> log.find(id).orElseThrow());
                count(stored, incident);
            }
            touched.forEach((id, incident) -> {
                if (isFinished(incident)) {
                    unfinished.remove(id);
                } else {
                    unfinished.put(id, incident);
                }
            });
            if (!page.isEmpty()) {
                position = page.get(page.size() - 1).position();
            }
        } while (page.size() == PAGE);
        bound.forEach(gauges -> gauges.publish(unfinished.values(), policy, now));
    }

    /**
     * Each event is read once, so each is counted once, and by what never changes about it: the severity an incident began
     * with, and the episode an event belongs to.
     */
    private void count(StoredEvent stored, Incident incident) {
        IncidentEvent event = stored.event();
        Severity severity = begunWith(incident);
        if (stored.sequence() == 1) {
            bound.forEach(gauges -> gauges.opened(severity));
        }
        if (!isFirstOfItsInstant(event, incident)) {
            return;
        }
        for (Episode episode : incident.episodes()) {
            Duration after = Duration.between(episode.started(), event.at());
            if (event.kind() == EventKind.ACKNOWLEDGED && event.at().equals(episode.acknowledged())) {
                bound.forEach(gauges -> gauges.acknowledged(severity, after));
            }
            if (event.kind() == EventKind.RESOLVED && event.at().equals(episode.resolved())) {
                bound.forEach(gauges -> gauges.resolved(severity, after));
            }
        }
    }

    private static Severity begunWith(Incident incident) {
        return incident.timeline().stream()
                .filter(IncidentEvent.Triggered.class::isInstance)
                .map(event -> ((IncidentEvent.Triggered) event).severity())
                .findFirst()
                .orElseGet(incident::severity);
    }

    private static boolean isFirstOfItsInstant(IncidentEvent event, Incident incident) {
        return incident.timeline().stream()
                .filter(other -> other.kind() == event.kind() && other.at().equals(event.at()))
                .findFirst()
                .filter(other -> other.id().equals(event.id()))
                .isPresent();
    }

    private boolean isFinished(Incident incident) {
        boolean reviewed = incident.state() == IncidentState.REVIEWED
                || incident.state() == IncidentState.CANCELLED
                || (incident.state() == IncidentState.RESOLVED && !isReviewed(incident.highestSeverity()));
        return reviewed && incident.actionItems().stream().noneMatch(ActionItemStatus::isOpen);
    }

    private boolean isReviewed(Severity severity) {
        return policy.target(severity)
                .review()
                .due(Instant.EPOCH, policy.calendar())
                .isPresent();
    }

    /** Deadlines that are late when they pass; stability is one that must not come early. */
    static boolean canBeLate(Deadline.Kind kind) {
        return kind != Deadline.Kind.STABILITY;
    }
}
