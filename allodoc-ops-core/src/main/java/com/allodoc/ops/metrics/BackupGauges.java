package com.allodoc.ops.metrics;

import com.allodoc.ops.backup.BackupGroup;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.BackupRecord;
import com.allodoc.ops.backup.CatalogListing;
import com.allodoc.ops.backup.Freshness;
import com.allodoc.ops.backup.RecoveryObjective;
import com.allodoc.ops.backup.RecoveryStatus;
import com.allodoc.ops.backup.RestoreDrill;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.backup.Verification;
import com.allodoc.ops.backup.VerificationLevel;
import com.allodoc.ops.backup.Verifications;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The gauges of one registry that follow the newest reading. Called under the lock of {@link BackupMeters}. */
final class BackupGauges {

    private final GaugeFamily status;
    private final GaugeFamily attempt;
    private final GaugeFamily success;
    private final GaugeFamily size;
    private final GaugeFamily duration;
    private final GaugeFamily oldest;
    private final GaugeFamily verified;
    private final GaugeFamily retained;
    private final GaugeFamily rpoMet;
    private final GaugeFamily rtoMet;
    private final GaugeFamily drilled;
    private final GaugeFamily drillTook;
    private final Map<String, Map<Tags, Double>> retainedBy = new TreeMap<>();

    BackupGauges(MeterRegistry registry) {
        status = GaugeFamily.of(
                registry, "allodoc_backup_status", "Freshness of the copies: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.");
        attempt = GaugeFamily.seconds(
                registry, "allodoc_backup_last_attempt_timestamp_seconds", "Start of the newest attempt that ended.");
        success = GaugeFamily.seconds(
                registry, "allodoc_backup_last_success_timestamp_seconds", "Start of the newest complete copy.");
        size = GaugeFamily.bytes(
                registry, "allodoc_backup_last_success_size_bytes", "Size of the newest complete copy.");
        duration = GaugeFamily.seconds(
                registry, "allodoc_backup_last_success_duration_seconds", "How long the newest complete copy took.");
        oldest = GaugeFamily.seconds(
                registry, "allodoc_backup_oldest_timestamp_seconds", "Start of the oldest complete copy.");
        verified = GaugeFamily.seconds(
                registry, "allodoc_backup_verified_timestamp_seconds", "When a copy last passed at this level.");
        retained = GaugeFamily.of(registry, "allodoc_backup_retained", "Copies that a rule of the retention keeps.");
        rpoMet = GaugeFamily.of(registry, "allodoc_rpo_met", "Whether no more data would be lost than promised.");
        rtoMet =
                GaugeFamily.of(registry, "allodoc_rto_met", "Whether rehearsed restores took no longer than promised.");
        drilled = GaugeFamily.seconds(
                registry,
                "allodoc_restore_drill_last_success_timestamp_seconds",
                "End of the newest drill that passed.");
        drillTook = GaugeFamily.seconds(
                registry, "allodoc_restore_drill_last_duration_seconds", "How long the newest drill that passed took.");
    }

    static Tags tags(BackupPlan plan, String location) {
        return Tags.of("plan", plan.name(), "location", location);
    }

    void publish(List<BackupPlan> plans, BackupReading reading, Instant now) {
        for (BackupPlan plan : plans) {
            for (BackupGroup group : plan.groups()) {
                CatalogListing listing = reading.listings().get(group.location());
                if (listing != null) {
                    copies(plan, group, listing, reading.verifications(), now);
                }
            }
            for (RecoveryObjective objective : plan.objectives()) {
                if (objective instanceof Rto rto) {
                    restores(plan, rto, reading.drills(), now);
                } else if (objective instanceof Rpo rpo && rpo.needsWal() && reading.wal() != null) {
                    met(rpoMet, tags(plan, "wal").and("objective", rpo.name()), rpo.judge(reading.wal(), now));
                }
            }
        }
    }

    private void copies(BackupPlan plan, BackupGroup group, CatalogListing listing, Verifications proofs, Instant now) {
        Tags tags = tags(plan, group.location());
        Freshness freshness = plan.freshness().judge(listing, group, proofs, now);
        status.set(tags, code(freshness.level()));
        attempt.set(tags, freshness.lastAttempt().map(BackupRecord::startedAt));
        success.set(tags, freshness.lastSuccess().map(BackupRecord::startedAt));
        freshness
                .lastSuccess()
                .ifPresentOrElse(newest -> size.set(tags, (double) newest.size()), () -> size.remove(tags));
        freshness
                .lastSuccess()
                .flatMap(BackupRecord::duration)
                .ifPresentOrElse(took -> duration.set(tags, seconds(took)), () -> duration.remove(tags));
        List<BackupRecord> complete = listing.records().stream()
                .filter(record -> record.isComplete() && group.contains(record))
                .toList();
        oldest.set(tags, complete.stream().map(BackupRecord::startedAt).min(Comparator.naturalOrder()));
        for (VerificationLevel level : VerificationLevel.values()) {
            verified.set(tags.and("level", level.code()), provenAt(complete, level, proofs));
        }
        for (RecoveryObjective objective : plan.objectives()) {
            if (objective instanceof Rpo rpo && !rpo.needsWal()) {
                met(rpoMet, tags.and("objective", rpo.name()), rpo.judge(listing, group, now));
            }
        }
        retention(plan, group, complete, proofs, now);
    }

    private void retention(
            BackupPlan plan, BackupGroup group, List<BackupRecord> complete, Verifications proofs, Instant now) {
        Map<Tags, Double> counts = new TreeMap<>(Comparator.comparing(Tags::toString));
        plan.retain(complete, proofs, now)
                .ifPresent(retention -> retention
                        .keptByRule()
                        .forEach((rule, count) ->
                                counts.put(tags(plan, group.location()).and("rule", rule), (double) count)));
        retainedBy.put(group.toString(), counts);
        Map<Tags, Double> all = new TreeMap<>(Comparator.comparing(Tags::toString));
        retainedBy.values().forEach(all::putAll);
        retained.replace(all);
    }

    private void restores(BackupPlan plan, Rto rto, List<RestoreDrill> drills, Instant now) {
        met(rtoMet, Tags.of("plan", plan.name(), "objective", rto.name()), rto.judge(drills, now));
        Tags scope = Tags.of("scope", rto.scope());
        Optional<RestoreDrill> newest = drills.stream()
                .filter(drill -> drill.scope().equals(rto.scope()) && drill.passed())
                .filter(drill -> !drill.finishedAt().isAfter(now))
                .max(Comparator.comparing(RestoreDrill::finishedAt));
        drilled.set(scope, newest.map(RestoreDrill::finishedAt));
        newest.map(RestoreDrill::duration)
                .ifPresentOrElse(took -> drillTook.set(scope, seconds(took)), () -> drillTook.remove(scope));
    }

    /** Not knowing is not a number between met and breached: it is no number at all. */
    private static void met(GaugeFamily family, Tags tags, RecoveryStatus status) {
        if (status.state() == RecoveryStatus.State.UNKNOWN) {
            family.remove(tags);
        } else {
            family.set(tags, status.state() == RecoveryStatus.State.MET ? 1 : 0);
        }
    }

    private static Optional<Instant> provenAt(
            List<BackupRecord> records, VerificationLevel level, Verifications proofs) {
        return records.stream()
                .flatMap(record -> proofs.latest(record, level).stream())
                .filter(verification -> verification.outcome().proves())
                .map(Verification::at)
                .max(Comparator.naturalOrder());
    }

    /** The exit code of a monitoring plugin, as everywhere. */
    private static int code(Freshness.Level level) {
        return switch (level) {
            case OK -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
            case UNKNOWN -> 3;
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
