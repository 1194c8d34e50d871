package com.allodoc.ops.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One backup in a forward simulation. Mutable; owned by one {@link GroupForecast}. */
final class RollingEntry implements Comparable<RollingEntry> {
    final Instant start;
    final int sequence;
    final @Nullable BackupRecord record;
    /** How many rules need it. */
    int holders;
    /** A rule without limit holds it: nothing newer can push it out. */
    boolean permanent;

    @Nullable
    Instant removedAt;

    RollingEntry(Instant start, int sequence, @Nullable BackupRecord record) {
        this.start = start;
        this.sequence = sequence;
        this.record = record;
    }

    boolean existsAt(Instant instant) {
        return !start.isAfter(instant) && (removedAt == null || removedAt.isAfter(instant));
    }

    /** The order in which they were added: older first. */
    @Override
    public int compareTo(RollingEntry other) {
        return Integer.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return sequence;
    }
}
