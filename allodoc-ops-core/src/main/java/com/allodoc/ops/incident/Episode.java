package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of trouble within an incident: from its detection, or a reopening, to its resolution. Clocks run per episode.
 * Immutable; a null instant means that it has not happened.
 *
 * @param startsAt since when, as the signal says; a later one of the same signal is a newer firing
 * @param started when we noticed
 * @param acknowledged when somebody took it
 * @param responded when a person first did something beyond taking it
 * @param mitigated when users no longer suffered
 * @param cleared when the signal stopped firing
 * @param resolved when it was over
 * @param quiet since when it has been quiet, for deciding whether the next firing reopens it: the resolution by a person, or
 *     the clearing that a system waited on
 * @param notified who was told first when
 * @param lastUpdate the latest word to stakeholders
 */
public record Episode(
        Instant startsAt,
        Instant started,
        @Nullable Instant acknowledged,
        @Nullable Instant responded,
        @Nullable Instant mitigated,
        @Nullable Instant cleared,
        @Nullable Instant resolved,
        @Nullable Instant quiet,
        Map<Audience, Instant> notified,
        IncidentEvent.@Nullable StatusUpdated lastUpdate) {

    public Episode {
        requireNonNull(startsAt, "startsAt");
        requireNonNull(started, "started");
        notified = Map.copyOf(notified);
    }

    /** When it began, as far as we know: what the signal says, but never later than we noticed. */
    public Instant occurred() {
        return startsAt.isBefore(started) ? startsAt : started;
    }
}
