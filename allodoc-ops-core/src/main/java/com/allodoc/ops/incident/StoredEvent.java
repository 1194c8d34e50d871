package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

/**
 * An event and its place in a log. Immutable.
 *
 * @param position its place among all events, counted from 1 without gaps, in the order in which they became visible
 * @param sequence its place among the events of its incident, counted from 1 without gaps
 * @param event the event
 */
public record StoredEvent(long position, long sequence, IncidentEvent event) {
    public StoredEvent {
        requireNonNull(event, "event");
    }

    static void requirePage(long position, int limit) {
        if (position < 0 || limit < 1) {
            throw new IllegalArgumentException("position must be 0 or more and limit 1 or more: " + position + ", "
                    + limit + "; begin at position 0");
        }
    }
}
