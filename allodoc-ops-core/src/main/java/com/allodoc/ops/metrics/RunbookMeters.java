package com.allodoc.ops.metrics;

import com.allodoc.ops.runbook.Checklist;
import com.allodoc.ops.runbook.LintFinding;
import com.allodoc.ops.runbook.ResourceBudget;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.runbook.Service;
import com.allodoc.ops.time.WallClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a runbook says in numbers: budgets, the next review, checklists, and its lint findings once they are known.
 * Thread-safe.
 */
public final class RunbookMeters implements MeterBinder {

    private final Runbook runbook;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> completed = new HashMap<>();
    private final Map<LintFinding.Level, Integer> findings = new EnumMap<>(LintFinding.Level.class);

    private record Bound(GaugeFamily completed, GaugeFamily findings) {}

    public RunbookMeters(Runbook runbook) {
        this.runbook = runbook;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        GaugeFamily budgets = GaugeFamily.of(
                registry,
                "allodoc_resource_budget",
                "What a service may use: cores, bytes of memory and disk, bits per second of network.");
        for (Service service : runbook.services()) {
            if (service.budget() != null) {
                budget(budgets, service.name(), service.budget());
            }
        }
        if (runbook.document() != null) {
            Instant due =
                    WallClock.start(runbook.document().nextReview().plusDays(1).atStartOfDay(), runbook.zone());
            GaugeFamily.seconds(
                            registry,
                            "allodoc_runbook_review_due_timestamp_seconds",
                            "The end of the day on which the runbook is to be reviewed.")
                    .set(Tags.empty(), due);
        }
        GaugeFamily expected =
                GaugeFamily.of(registry, "allodoc_checklist_expected", "Always 1: the checklist exists.");
        for (Checklist checklist : runbook.checklists()) {
            expected.set(Tags.of("checklist", checklist.name()), 1);
        }
        Bound own = new Bound(
                GaugeFamily.seconds(
                        registry,
                        "allodoc_checklist_last_completed_timestamp_seconds",
                        "When the checklist was last gone through."),
                GaugeFamily.of(registry, "allodoc_runbook_findings", "Contradictions in the runbook."));
        bound.add(own);
        synchronized (this) {
            publish(own);
        }
    }

    /**
     * Somebody went through a checklist.
     *
     * @throws IllegalArgumentException if the runbook has none of that name
     */
    public synchronized void completed(String checklist, Instant at) {
        if (runbook.checklists().stream().noneMatch(one -> one.name().equals(checklist))) {
            throw new IllegalArgumentException("checklist " + checklist + " is not in the runbook");
        }
        completed.put(checklist, at);
        bound.forEach(this::publish);
    }

    /** What a lint found; an empty list is shown as 0 for every level. */
    public synchronized void findings(Collection<LintFinding> found) {
        for (LintFinding.Level level : LintFinding.Level.values()) {
            findings.put(level, 0);
        }
        found.forEach(finding -> findings.merge(finding.level(), 1, Integer::sum));
        bound.forEach(this::publish);
    }

    private void publish(Bound own) {
        completed.forEach((checklist, at) -> own.completed().set(Tags.of("checklist", checklist), at));
        findings.forEach((level, count) ->
                own.findings().set(Tags.of("level", level.name().toLowerCase(Locale.ROOT)), count));
    }

    private static void budget(GaugeFamily budgets, String service, ResourceBudget budget) {
        Tags tags = Tags.of("service", service);
        budgets.set(tags.and("resource", "cpu_cores"), budget.cores());
        budgets.set(tags.and("resource", "memory_bytes"), (double) budget.memoryBytes());
        budgets.set(tags.and("resource", "disk_bytes"), (double) budget.diskBytes());
        budgets.set(tags.and("resource", "network_bits_per_second"), (double) budget.networkBitsPerSecond());
    }
}
