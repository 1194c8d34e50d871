package com.allodoc.ops.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log that ends with the process: for tests, and for embedders who keep their events elsewhere. Thread-safe. */
public final class InMemoryIncidentLog implements IncidentLog {
    private final Object lock = new Object();
    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<String, List<StoredEvent>> byIncident = new LinkedHashMap<>();
    private final Map<String, String> incidentOfEvent = new HashMap<>();
    private final Map<DedupKey, String> latest = new HashMap<>();

    /** An empty log. */
    public InMemoryIncidentLog() {}

    @Override
    public AppendResult append(String incident, long expectedVersion, List<? extends IncidentEvent> added) {
        AppendRequest request = AppendRequest.of(incident, expectedVersion, added);
        synchronized (lock) {
            long version = byIncident.getOrDefault(incident, List.of()).size();
            AppendRequest.Verdict verdict =
                    request.decide(version, known(request), key -> Optional.ofNullable(latest.get(key)));
            if (verdict.refusal() != null) {
                return verdict.refusal();
            }
            if (verdict.opens() != null) {
                latest.put(verdict.opens(), incident);
            }
            List<StoredEvent> own = byIncident.computeIfAbsent(incident, unused -> new ArrayList<>());
            for (IncidentEvent event : verdict.fresh()) {
                StoredEvent stored = new StoredEvent(events.size() + 1L, own.size() + 1L, event);
                events.add(stored);
                own.add(stored);
                incidentOfEvent.put(event.id(), incident);
            }
            return new AppendResult.Appended(own.size(), events.size());
        }
    }

    @Override
    public List<StoredEvent> read(String incident) {
        synchronized (lock) {
            return List.copyOf(byIncident.getOrDefault(incident, List.of()));
        }
    }

    @Override
    public List<StoredEvent> readSince(long position, int limit) {
        StoredEvent.requirePage(position, limit);
        synchronized (lock) {
            int from = (int) Math.min(position, events.size());
            int to = (int) Math.min((long) from + limit, events.size());
            return List.copyOf(events.subList(from, to));
        }
    }

    @Override
    public List<Incident> open() {
        List<Incident> open = new ArrayList<>();
        synchronized (lock) {
            for (String incident : byIncident.keySet()) {
                find(incident).filter(Incident::isOpen).ifPresent(open::add);
            }
        }
        open.sort(Comparator.comparing(Incident::detected).thenComparing(Incident::id));
        return List.copyOf(open);
    }

    @Override
    public Optional<Incident> latest(DedupKey key) {
        synchronized (lock) {
            return Optional.ofNullable(latest.get(key)).flatMap(this::find);
        }
    }

    private Map<String, String> known(AppendRequest request) {
        Map<String, String> known = new HashMap<>();
        for (IncidentEvent event : request.events()) {
            String owner = incidentOfEvent.get(event.id());
            if (owner != null) {
                known.put(event.id(), owner);
            }
        }
        return known;
    }
}
