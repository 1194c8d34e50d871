package com.allodoc.ops.exporter.config;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupNamePattern;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.FreshnessPolicy;
import com.allodoc.ops.backup.RecoveryObjective;
import com.allodoc.ops.backup.RetentionPolicy;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.EscalationTarget;
import com.allodoc.ops.oncall.Layer;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.oncall.Rotation;
import com.allodoc.ops.runbook.Command;
import com.allodoc.ops.runbook.PlannedBackup;
import com.allodoc.ops.runbook.RunbookBuilder;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.MaintenanceWindow;
import com.allodoc.ops.time.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code backups}, {@code windows}, {@code rota} and {@code escalations}: what happens when. */
final class RunbookPlans {
    private final ZoneId zone;
    private final String environment;

    RunbookPlans(ZoneId zone, String environment) {
        this.zone = zone;
        this.environment = environment;
    }

    void backups(RunbookFields root, RunbookBuilder runbook) {
        root.map("backups").forEach((name, fields) -> {
            Schedule schedule = schedule(fields, "schedule");
            BackupPlan.Builder plan = BackupPlan.builder(name, schedule)
                    .what(fields.text("what", name))
                    .environment(environment)
                    .freshness(schedule instanceof Daily ? FreshnessPolicy.DAILY : FreshnessPolicy.WEEKLY);
            fields.list("locations").forEach(l -> location(l).ifPresent(plan::location));
            fields.list("objectives").forEach(o -> objective(o).ifPresent(plan::objective));
            if (fields.has("retention")) {
                fields.object("retention").flatMap(this::retention).ifPresent(plan::retention);
            }
            Optional<BackupNamePattern> names =
                    fields.optional("file", text -> new BackupNamePattern(text, name, null, null, zone));
            Optional<Command> command = fields.maybeCommand("run");
            Duration takes = fields.duration("takes", Duration.ZERO);
            boolean archivesWal = fields.flag("archivesWal", false);
            fields.build(() -> new PlannedBackup(
                            plan.build(), command.orElse(null), names.orElse(null), takes, archivesWal))
                    .ifPresent(runbook::backup);
        });
    }

    private static Optional<BackupLocation> location(RunbookFields fields) {
        String name = fields.text("name");
        boolean remote = fields.flag("remote", false);
        boolean encrypted = fields.flag("encrypted", false);
        boolean immutable = fields.flag("immutable", false);
        return fields.build(() -> new BackupLocation(name, remote, encrypted, immutable));
    }

    private static Optional<RecoveryObjective> objective(RunbookFields fields) {
        Duration limit = fields.duration("limit");
        if (fields.has("rto")) {
            String scope = fields.text("rto");
            return fields.build(() -> Rto.of(scope, limit));
        }
        if (fields.has("walRpo")) {
            String name = fields.text("walRpo");
            return fields.build(() -> Rpo.ofWal(name, limit));
        }
        String name = fields.text("rpo");
        return fields.build(() -> Rpo.ofBackups(name, limit));
    }

    private Optional<RetentionPolicy> retention(RunbookFields fields) {
        int daily = (int) fields.number("daily", 0);
        int weekly = (int) fields.number("weekly", 0);
        int monthly = (int) fields.number("monthly", 0);
        return fields.build(() -> {
            RetentionPolicy.Builder policy = RetentionPolicy.builder(zone);
            if (daily > 0) {
                policy.daily(daily);
            }
            if (weekly > 0) {
                policy.weekly(weekly);
            }
            if (monthly > 0) {
                policy.monthly(monthly);
            }
            return policy.build();
        });
    }

    void windows(RunbookFields root, RunbookBuilder runbook) {
        root.map("windows").forEach((name, fields) -> {
            Schedule opens = schedule(fields, "opens");
            LocalTime until = fields.required("until", RunbookWords::time, LocalTime.MIDNIGHT);
            fields.build(() -> MaintenanceWindow.of(name, opens, until)).ifPresent(runbook::window);
        });
    }

    void rota(RunbookFields root, RunbookBuilder runbook, BusinessCalendar hours) {
        root.map("rota").forEach((name, fields) -> {
            List<String> people = fields.texts("people");
            LocalDate from = fields.required("from", RunbookWords::date, LocalDate.EPOCH);
            LocalTime handoff = fields.required("handoff", RunbookWords::time, LocalTime.MIDNIGHT);
            boolean businessHours = fields.flag("businessHours", false);
            fields.build(() -> {
                        Rotation rotation = Rotation.builder(zone)
                                .from(from, handoff)
                                .people(people.toArray(String[]::new))
                                .build();
                        Layer layer = Layer.of(name, 1, rotation);
                        return OnCallSchedule.builder(name)
                                .layer(businessHours ? layer.during(hours) : layer)
                                .build();
                    })
                    .ifPresent(runbook::onCall);
        });
    }

    static void escalations(RunbookFields root, RunbookBuilder runbook) {
        root.map("escalations").forEach((name, fields) -> {
            Severity[] severities = fields.parsed("severities", Severity::parse).toArray(Severity[]::new);
            EscalationPolicy.Builder policy = EscalationPolicy.builder(name).repeats((int) fields.number("repeats", 0));
            for (RunbookFields step : fields.list("steps")) {
                Duration wait = step.duration("wait");
                EscalationTarget who = step.has("person")
                        ? EscalationTarget.person(step.text("person"))
                        : EscalationTarget.onCall(step.text("onCall"));
                step.build(() -> policy.step(who, wait));
            }
            fields.build(policy::build).ifPresent(built -> runbook.escalation(built, severities));
        });
    }

    private Schedule schedule(RunbookFields fields, String key) {
        return fields.required(key, RunbookWords.schedule(zone), new Daily(LocalTime.MIDNIGHT, zone));
    }
}
