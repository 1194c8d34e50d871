package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kept by at least one rule. Equal when backup and reasons are equal. Immutable and thread-safe; {@link #removedAt} and
 * {@link #explain} run the plan's forward simulation once, on first use, for all backups of the group.
 */
public final class Keep implements Decision {
    private final BackupRecord backup;
    private final List<KeepReason> reasons;
    private final GroupForecast forecast;
    private final int position;

    Keep(BackupRecord backup, List<KeepReason> reasons, GroupForecast forecast, int position) {
        this.backup = requireNonNull(backup, "backup");
        this.reasons = reasons;
        this.forecast = forecast;
        this.position = position;
    }

    @Override
    public BackupRecord backup() {
        return backup;
    }

    /** In the order of the policy's rules; never empty. */
    public List<KeepReason> reasons() {
        return reasons;
    }

    /**
     * The start of the future backup after which the policy would remove this one, when the plan keeps running on its
     * cadence. Empty when no cadence is known, and when it would stay for good.
     */
    public Optional<Instant> removedAt() {
        return forecast.removedAt(position);
    }

    @Override
    public boolean stays() {
        return true;
    }

    @Override
    public String explain() {
        String kept = reasons.stream().map(KeepReason::explain).collect(Collectors.joining(", ", "kept as ", ""));
        if (!forecast.known()) {
            return kept;
        }
        ZoneId zone = forecast.zone();
        return removedAt()
                .map(at -> kept + "; would be removed on " + at.atZone(zone).toLocalDate())
                .orElseGet(() -> kept + "; " + forecast.whyNotRemoved(position));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Keep keep && backup.equals(keep.backup) && reasons.equals(keep.reasons);
    }

    @Override
    public int hashCode() {
        return Objects.hash(backup, reasons);
    }

    @Override
    public String toString() {
        return "Keep[" + backup.id() + ", "
                + reasons.stream().map(KeepReason::explain).collect(Collectors.joining(", ")) + "]";
    }
}
