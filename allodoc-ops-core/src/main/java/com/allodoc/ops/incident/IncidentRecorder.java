package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries what {@link IncidentIntake} decides into a log: reads the latest incident of a signal's key, decides, appends, and
 * decides again when another writer was faster. Thread-safe; several processes may do the same on one log.
 */
public final class IncidentRecorder {
    private static final int ATTEMPTS = 100;

    private final IncidentLog log;
    private final IncidentIntake intake;

    public IncidentRecorder(IncidentLog log, IncidentIntake intake) {
        this.log = requireNonNull(log, "log");
        this.intake = requireNonNull(intake, "intake");
    }

    /**
     * Takes one signal and returns what it led to, stored when this returns.
     *
     * @throws IncidentLogException if the log fails; hand the same signal in again
     */
    public IntakeResult receive(Signal signal, Instant now) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Incident> latest = log.latest(signal.key());
            List<Incident> known = latest.map(List::of).orElse(List.of());
            IntakeResult result = intake.take(known, signal, now);
            if (store(result.events(), latest)) {
                return result;
            }
        }
        throw new IncidentLogException("incident log: key " + signal.key() + " changed " + ATTEMPTS
                + " times while one signal was decided; hand it in again");
    }

    /** Resolves every incident whose signal has been clear for long enough, and returns the events that did. */
    public List<IncidentEvent> settle(Instant now) {
        List<IncidentEvent> settled = new ArrayList<>();
        for (Incident incident : log.open()) {
            List<IncidentEvent> events = intake.settle(incident, now);
            // Who loses against another writer finds what is left to settle at the next call.
            if (!events.isEmpty()
                    && log.append(incident.id(), incident.version(), events).isStored()) {
                settled.addAll(events);
            }
        }
        return settled;
    }

    private boolean store(List<IncidentEvent> events, Optional<Incident> latest) {
        Map<String, List<IncidentEvent>> byIncident = new LinkedHashMap<>();
        for (IncidentEvent event : events) {
            byIncident
                    .computeIfAbsent(event.incident(), unused -> new ArrayList<>())
                    .add(event);
        }
        for (Map.Entry<String, List<IncidentEvent>> entry : byIncident.entrySet()) {
            long version = latest.filter(incident -> incident.id().equals(entry.getKey()))
                    .map(Incident::version)
                    .orElse(0L);
            if (!log.append(entry.getKey(), version, entry.getValue()).isStored()) {
                return false;
            }
        }
        return true;
    }
}
