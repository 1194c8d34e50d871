package com.allodoc.ops.incident;

import java.util.List;
import java.util.Map;

/**
 * What signals lead to. Immutable.
 *
 * @param events to be appended in this order, oldest incident first
 * @param ignored how many signals changed nothing, by reason; reasons that did not occur are absent
 */
public record IntakeResult(List<IncidentEvent> events, Map<Reason, Integer> ignored) {

    /** Why a signal changed nothing. */
    public enum Reason {
        /** An acknowledgement or clearing of what never fired. */
        UNKNOWN_KEY,
        /** An acknowledgement, clearing or repetition of what is over. */
        CLOSED,
        /** It is about a firing that a newer one has replaced. */
        OLDER_EPISODE,
        /** It says what is known: acknowledged, mitigated or cleared already. */
        REPEATED
    }

    public IntakeResult {
        events = List.copyOf(events);
        ignored = Map.copyOf(ignored);
    }

    static IntakeResult of(List<IncidentEvent> events) {
        return new IntakeResult(events, Map.of());
    }

    static IntakeResult ignored(List<IncidentEvent> events, Reason reason) {
        return new IntakeResult(events, Map.of(reason, 1));
    }

    /** How many signals changed nothing for this reason. */
    public int ignored(Reason reason) {
        return ignored.getOrDefault(reason, 0);
    }
}
