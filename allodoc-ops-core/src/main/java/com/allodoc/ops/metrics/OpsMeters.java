package com.allodoc.ops.metrics;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.PlannedBackup;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.threshold.ThresholdPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Binds what the other rooms know to one Micrometer registry, whatever it publishes to. Each call binds one thing once and
 * gives back its binder, which some of the time has to be told what is new. Thread-safe.
 *
 * <pre>{@code
 * OpsMeters meters = OpsMeters.into(registry, InstantSource.system());
 * meters.checks(scheduler);
 * BackupMeters backups = meters.backups(List.of(plan));
 * backups.update(BackupReading.of("primary", catalog.list()), now);
 * }</pre>
 */
public final class OpsMeters {

    private final MeterRegistry registry;
    private final InstantSource clock;

    private OpsMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = requireNonNull(registry, "registry");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Binds to {@code registry}; {@code clock} says what "now" is when a gauge is read. */
    public static OpsMeters into(MeterRegistry registry, InstantSource clock) {
        return new OpsMeters(registry, clock);
    }

    public CheckMeters checks(CheckScheduler scheduler) {
        return bind(new CheckMeters(scheduler));
    }

    /** Call {@link BackupMeters#update} with what the catalogues list. */
    public BackupMeters backups(Collection<BackupPlan> plans) {
        return bind(new BackupMeters(plans, clock));
    }

    /** Call {@link IncidentMeters#refresh} on a rhythm. */
    public IncidentMeters incidents(IncidentLog log, ResponsePolicy policy) {
        return bind(new IncidentMeters(log, policy));
    }

    /** Limits by the name they are known by. */
    public ThresholdMeters thresholds(Map<String, ThresholdPolicy> policies) {
        return bind(new ThresholdMeters(policies, Map.of()));
    }

    /**
     * Everything that follows from a runbook alone: budgets, reviews and checklists, the limits of its alerts by the alert's
     * indicator, windows and hours, who is on call, and its backup plans.
     */
    public BoundRunbook runbook(Runbook runbook) {
        Map<String, ThresholdPolicy> policies = new TreeMap<>();
        for (AlertRule alert : runbook.alerts()) {
            runbook.policyOf(alert.indicator()).ifPresent(policy -> policies.put(alert.indicator(), policy));
        }
        thresholds(policies);
        bind(new TimeMeters(runbook.windows(), runbook.hours(), clock));
        bind(new OnCallMeters(runbook.rota(), clock));
        BackupMeters backups =
                backups(runbook.backups().stream().map(PlannedBackup::plan).toList());
        return new BoundRunbook(bind(new RunbookMeters(runbook)), backups);
    }

    /**
     * The binders of a runbook that have to be told what is new.
     *
     * @param runbook hears of completed checklists and lint findings
     * @param backups hears of readings
     */
    public record BoundRunbook(RunbookMeters runbook, BackupMeters backups) {}

    private <B extends MeterBinder> B bind(B binder) {
        binder.bindTo(registry);
        return binder;
    }
}
