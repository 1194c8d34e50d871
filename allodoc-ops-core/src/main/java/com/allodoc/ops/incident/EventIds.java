package com.allodoc.ops.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ids that follow from what is known, so that whoever decides the same thing from the same history gives it the same id and a
 * log keeps it once.
 */
final class EventIds {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int HASH_DIGITS = 16;

    private EventIds() {}

    /** {@code 20250611T080000Z-6f1c…}: readable, sorted by age, and the same for the same firing. */
    static String incident(DedupKey key, Instant startsAt, @Nullable String follows) {
        String origin = key.value() + '\n' + startsAt + '\n' + (follows == null ? "" : follows);
        return SECONDS.format(startsAt) + "-" + DedupKey.sha256(origin).substring(0, HASH_DIGITS);
    }

    /** The id of the event that opens an incident. */
    static String first(String incident) {
        return incident + "/0-" + EventKind.TRIGGERED.text();
    }

    /** The id of an event that is decided on what the incident is now. */
    static String next(Incident incident, EventKind kind) {
        return incident.id() + "/" + incident.version() + "-" + kind.text();
    }
}
