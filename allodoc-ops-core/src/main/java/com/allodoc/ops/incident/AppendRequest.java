package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events that somebody wants to append, and the decision about them that all logs share. */
record AppendRequest(String incident, long expectedVersion, List<IncidentEvent> events) {

    /**
     * What to do: either store {@code fresh} after {@code version}, or answer {@code refusal}.
     *
     * @param opens the key of the incident that {@code fresh} opens; null when it exists
     */
    record Verdict(
            long version,
            List<IncidentEvent> fresh,
            @Nullable DedupKey opens,
            @Nullable AppendResult refusal) {}

    AppendRequest {
        requireNonNull(incident, "incident");
        if (events.isEmpty()) {
            throw new IllegalArgumentException("events are empty; append at least one");
        }
        if (expectedVersion < IncidentLog.ANY_VERSION) {
            throw new IllegalArgumentException(
                    "expectedVersion must be 0 or more, or IncidentLog.ANY_VERSION: " + expectedVersion);
        }
        Set<String> ids = new HashSet<>();
        for (IncidentEvent event : events) {
            if (!event.incident().equals(incident)) {
                throw new IllegalArgumentException(
                        "event " + event.id() + " belongs to incident " + event.incident() + ", not to " + incident);
            }
            if (!ids.add(event.id())) {
                throw new IllegalArgumentException("two of the events have the id " + event.id());
            }
        }
    }

    static AppendRequest of(String incident, long expectedVersion, List<? extends IncidentEvent> events) {
        return new AppendRequest(incident, expectedVersion, List.copyOf(events));
    }

    /**
     * The decision, to be taken while nobody else can write.
     *
     * @param version the incident's version now
     * @param known for each of the events that is in the log already, its incident
     * @param latest finds the latest incident of a key
     */
    Verdict decide(long version, Map<String, String> known, Function<DedupKey, Optional<String>> latest) {
        known.forEach((id, owner) -> {
            if (!owner.equals(incident)) {
                throw new IllegalArgumentException(
                        "event id " + id + " is taken by an event of incident " + owner + "; ids are unique");
            }
        });
        List<IncidentEvent> fresh =
                events.stream().filter(event -> !known.containsKey(event.id())).toList();
        if (fresh.isEmpty()) {
            return refuse(new AppendResult.Duplicate(version));
        }
        if (expectedVersion != IncidentLog.ANY_VERSION && expectedVersion != version) {
            return refuse(new AppendResult.Conflict(
                    version, "incident " + incident + " has version " + version + ", not " + expectedVersion));
        }
        if (version > 0) {
            return new Verdict(version, fresh, null, null);
        }
        IncidentEvent.Triggered opening = opening(fresh);
        Optional<String> previous = latest.apply(opening.key());
        if (!previous.equals(Optional.ofNullable(opening.follows()))) {
            return refuse(new AppendResult.Conflict(
                    version,
                    "the latest incident of key " + opening.key() + " is " + previous.orElse("none") + ", but "
                            + incident + " follows "
                            + Optional.ofNullable(opening.follows()).orElse("none")));
        }
        return new Verdict(version, fresh, opening.key(), null);
    }

    private static Verdict refuse(AppendResult result) {
        return new Verdict(result.version(), List.of(), null, result);
    }

    private static IncidentEvent.Triggered opening(List<IncidentEvent> events) {
        for (IncidentEvent event : events) {
            if (event instanceof IncidentEvent.Triggered triggered) {
                return triggered;
            }
        }
        throw new IllegalArgumentException("incident " + events.get(0).incident()
                + " is unknown, and the events hold no Triggered; an incident starts with one");
    }
}
