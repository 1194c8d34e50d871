package com.allodoc.ops.incident;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The episode being told, while {@link IncidentFold} tells it. */
final class EpisodeFold {
    Instant startsAt;
    final Instant started;

    @Nullable
    Instant acknowledged;

    @Nullable
    Instant responded;

    @Nullable
    Instant mitigated;

    @Nullable
    Instant cleared;

    @Nullable
    Instant resolved;

    @Nullable
    Instant quiet;

    final Map<Audience, Instant> notified = new EnumMap<>(Audience.class);
    IncidentEvent.@Nullable StatusUpdated lastUpdate;

    EpisodeFold(Instant startsAt, Instant started) {
        this.startsAt = startsAt;
        this.started = started;
    }

    void firesSince(Instant newer) {
        startsAt = newer.isAfter(startsAt) ? newer : startsAt;
    }

    Episode episode() {
        return new Episode(
                startsAt, started, acknowledged, responded, mitigated, cleared, resolved, quiet, notified, lastUpdate);
    }
}
