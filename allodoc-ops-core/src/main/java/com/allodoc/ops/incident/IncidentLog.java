package com.allodoc.ops.incident;

import java.util.List;
import java.util.Optional;

/**
 * Where the events of all incidents are kept, for ever and in order. Safe for any number of threads, and, where the store is
 * shared, of processes: no event that was reported as stored is ever lost or doubled.
 *
 * <p>Two rules keep writers from undoing each other. A writer says which version of the incident it decided on, and is told of
 * a conflict when there is a newer one. And whoever opens an incident names the latest incident of the same key as the one it
 * {@linkplain IncidentEvent.Triggered#follows follows}, so a key never gets two open incidents at once.
 *
 * @see InMemoryIncidentLog
 * @see JdbcIncidentLog
 */
public interface IncidentLog {
    /** The expected version of a writer whose events hold whatever has happened meanwhile, such as a note. */
    long ANY_VERSION = -1;

    /**
     * Stores {@code events} of one incident, all or none. Those it has already, by event id, are skipped.
     *
     * @param expectedVersion the version on which they were decided: 0 for a new incident, {@link Incident#version()} of one
     *     that was read, or {@link #ANY_VERSION}
     * @throws IllegalArgumentException if there are no events, they belong elsewhere, share an id with each other or with an
     *     event of another incident, or begin an incident without {@link IncidentEvent.Triggered}
     * @throws IncidentLogException if the store fails; append again when it is back
     */
    AppendResult append(String incident, long expectedVersion, List<? extends IncidentEvent> events);

    /** The events of one incident by sequence; empty when it is unknown. */
    List<StoredEvent> read(String incident);

    /**
     * At most {@code limit} events after {@code position}, by position. A reader that goes on from the last position it was
     * given sees every event exactly once.
     *
     * @throws IllegalArgumentException if {@code limit} is not positive or {@code position} is negative
     */
    List<StoredEvent> readSince(long position, int limit);

    /** The incidents that are open, oldest first. */
    List<Incident> open();

    /** The incident of {@code key} that was opened last, open or not. */
    Optional<Incident> latest(DedupKey key);

    /** One incident as it is now. */
    default Optional<Incident> find(String incident) {
        List<StoredEvent> events = read(incident);
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Incident.of(events.stream().map(StoredEvent::event).toList()));
    }
}
