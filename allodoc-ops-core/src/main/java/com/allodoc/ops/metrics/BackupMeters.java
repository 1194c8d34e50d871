package com.allodoc.ops.metrics;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.RecoveryObjective;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of backup plans, and what the newest {@linkplain #update reading} shows. Reading catalogues takes time, so a
 * scrape never does: whoever owns the catalogues updates this on a rhythm. Thread-safe.
 *
 * <p>Never a backup's name in a tag. What never happened is absent beside an {@code allodoc_backup_expected} of 1.
 */
public final class BackupMeters implements MeterBinder {

    private final List<BackupPlan> plans;
    private final InstantSource clock;
    private final List<BackupGauges> bound = new CopyOnWriteArrayList<>();
    private @Nullable BackupReading newest;
    private Instant readAt = Instant.EPOCH;

    /**
     * Meters of {@code plans}.
     *
     * @throws IllegalArgumentException when two of them share a name
     */
    public BackupMeters(Collection<BackupPlan> plans, InstantSource clock) {
        this.plans = List.copyOf(plans);
        this.clock = clock;
        Set<String> names = new HashSet<>();
        for (BackupPlan plan : this.plans) {
            if (!names.add(plan.name())) {
                throw new IllegalArgumentException("plans: two are named " + plan.name() + "; bind them apart");
            }
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        GaugeFamily expected =
                GaugeFamily.of(registry, "allodoc_backup_expected", "Always 1: copies of the plan must arrive here.");
        GaugeFamily rpo = GaugeFamily.seconds(registry, "allodoc_rpo_limit_seconds", "How much data may be lost.");
        GaugeFamily rto = GaugeFamily.seconds(registry, "allodoc_rto_limit_seconds", "How long a restore may take.");
        GaugeFamily drills =
                GaugeFamily.of(registry, "allodoc_restore_drill_expected", "Always 1: the restore must be rehearsed.");
        for (BackupPlan plan : plans) {
            for (BackupLocation location : plan.locations()) {
                expected.set(BackupGauges.tags(plan, location.name()), 1);
            }
            for (RecoveryObjective objective : plan.objectives()) {
                Tags tags = Tags.of("plan", plan.name(), "objective", objective.name());
                double limit = objective.limit().toMillis() / 1e3;
                if (objective instanceof Rto) {
                    rto.set(tags, limit);
                    drills.set(Tags.of("scope", objective.name()), 1);
                } else if (objective instanceof Rpo) {
                    rpo.set(tags, limit);
                }
            }
            due(registry, plan);
        }
        BackupGauges gauges = new BackupGauges(registry);
        synchronized (this) {
            bound.add(gauges);
            if (newest != null) {
                gauges.publish(plans, newest, readAt);
            }
        }
    }

    private void due(MeterRegistry registry, BackupPlan plan) {
        if (due(plan, clock.instant()).isPresent()) {
            Gauge.builder(
                            "allodoc_backup_next_due_timestamp_seconds",
                            () -> due(plan, clock.instant())
                                    .map(GaugeFamily::epochSeconds)
                                    .orElse(Double.NaN))
                    .description("When the next run is due, or the last one was when none will come.")
                    .baseUnit("seconds")
                    .tag("plan", plan.name())
                    .register(registry);
        }
    }

    private static Optional<Instant> due(BackupPlan plan, Instant now) {
        return plan.nextDue(now).or(() -> plan.lastDue(now));
    }

    /** Shows what {@code reading} says as of {@code now}. */
    public synchronized void update(BackupReading reading, Instant now) {
        newest = reading;
        readAt = now;
        bound.forEach(gauges -> gauges.publish(plans, reading, now));
    }
}
