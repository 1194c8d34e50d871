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
import java.util.function.Function;

/** {@code backups}, {@code windows}, {@code rota} and {@code escalations}: what happens when. */
final class RunbookPlans {
    private static final RunbookKey<Function<ZoneId, Schedule>> SCHEDULE = when("schedule", "When it runs.");
    private static final RunbookKey<String> WHAT =
            RunbookKey.optional("what", RunbookWords.TEXT, "its name", "What is backed up.");

    private static final RunbookKey<String> LOCATION =
            RunbookKey.required("name", RunbookWords.TEXT, "missing", "A folder or a store.");
    private static final RunbookKey<Boolean> REMOTE =
            RunbookKey.of("remote", RunbookWords.FLAG, false, "Whether it is on another machine.");
    private static final RunbookKey<Boolean> ENCRYPTED =
            RunbookKey.of("encrypted", RunbookWords.FLAG, false, "Whether it is encrypted there.");
    private static final RunbookKey<Boolean> IMMUTABLE =
            RunbookKey.of("immutable", RunbookWords.FLAG, false, "Whether nobody can change or delete it there.");
    private static final RunbookPart LOCATIONS = RunbookPart.list(
            "locations", RunbookShape.of(LOCATION, REMOTE, ENCRYPTED, IMMUTABLE), "Where the copies are.");

    private static final RunbookKey<Duration> LIMIT =
            RunbookKey.required("limit", RunbookWords.DURATION, Duration.ofHours(1), "At most this.");
    private static final RunbookKey<String> RTO =
            RunbookKey.required("rto", RunbookWords.TEXT, "missing", "What is restored within the limit.");
    private static final RunbookKey<String> WAL_RPO =
            RunbookKey.required("walRpo", RunbookWords.TEXT, "missing", "What may be lost, with archived WAL.");
    private static final RunbookKey<String> RPO =
            RunbookKey.required("rpo", RunbookWords.TEXT, "missing", "What may be lost, with backups alone.");
    private static final RunbookShape RESTORE_TIME = RunbookShape.of(RTO, LIMIT);
    private static final RunbookShape WAL_LOSS = RunbookShape.of(WAL_RPO, LIMIT);
    private static final RunbookShape LOSS = RunbookShape.of(RPO, LIMIT);
    private static final RunbookPart OBJECTIVES = RunbookPart.list(
            "objectives", RunbookShape.oneOf(RESTORE_TIME, WAL_LOSS, LOSS), "What was promised about recovery.");

    private static final RunbookKey<Integer> DAILY =
            RunbookKey.of("daily", RunbookWords.COUNT, 0, "The newest of so many days.");
    private static final RunbookKey<Integer> WEEKLY =
            RunbookKey.of("weekly", RunbookWords.COUNT, 0, "The newest of so many weeks.");
    private static final RunbookKey<Integer> MONTHLY =
            RunbookKey.of("monthly", RunbookWords.COUNT, 0, "The newest of so many months.");
    private static final RunbookPart RETENTION =
            RunbookPart.optional("retention", RunbookShape.of(DAILY, WEEKLY, MONTHLY), "Which copies are kept.");

    private static final RunbookKey<String> FILE =
            RunbookKey.optional("file", RunbookWords.FILE_NAMES, "none", "What its files are called.");
    private static final RunbookKey<Command> RUN =
            RunbookKey.optional("run", RunbookWords.COMMAND, "none", "The command that makes one.");
    private static final RunbookKey<Duration> TAKES =
            RunbookKey.of("takes", RunbookWords.DURATION, Duration.ZERO, "How long a run takes.");
    private static final RunbookKey<Boolean> ARCHIVES_WAL =
            RunbookKey.of("archivesWal", RunbookWords.FLAG, false, "Whether PostgreSQL archives its WAL besides.");

    static final RunbookPart BACKUPS = RunbookPart.named(
            "backups",
            RunbookShape.of(SCHEDULE, WHAT, LOCATIONS, OBJECTIVES, RETENTION, FILE, RUN, TAKES, ARCHIVES_WAL),
            "What is backed up, when, and for how long.");

    private static final RunbookKey<Function<ZoneId, Schedule>> OPENS = when("opens", "When it begins.");
    private static final RunbookKey<LocalTime> UNTIL =
            RunbookKey.required("until", RunbookWords.TIME, LocalTime.MIDNIGHT, "When it ends.");

    static final RunbookPart WINDOWS =
            RunbookPart.named("windows", RunbookShape.of(OPENS, UNTIL), "When maintenance mutes most alerts.");

    private static final RunbookKey<String> PEOPLE =
            RunbookKey.list("people", RunbookWords.TEXT, "Who takes turns, a week each.");
    private static final RunbookKey<LocalDate> FROM =
            RunbookKey.required("from", RunbookWords.DATE, LocalDate.EPOCH, "The first day of the first one.");
    private static final RunbookKey<LocalTime> HANDOFF =
            RunbookKey.required("handoff", RunbookWords.TIME, LocalTime.MIDNIGHT, "When the next one takes over.");
    private static final RunbookKey<Boolean> BUSINESS_HOURS =
            RunbookKey.of("businessHours", RunbookWords.FLAG, false, "Whether only in business hours.");

    static final RunbookPart ROTA =
            RunbookPart.named("rota", RunbookShape.of(PEOPLE, FROM, HANDOFF, BUSINESS_HOURS), "Who is on call.");

    private static final RunbookKey<Duration> WAIT =
            RunbookKey.required("wait", RunbookWords.DURATION, Duration.ofHours(1), "How long until the next step.");
    private static final RunbookKey<String> PERSON =
            RunbookKey.required("person", RunbookWords.TEXT, "missing", "Who is told.");
    private static final RunbookKey<String> ON_CALL =
            RunbookKey.required("onCall", RunbookWords.TEXT, "missing", "Whoever is on call there: one of `rota`.");
    private static final RunbookShape TO_PERSON = RunbookShape.of(PERSON, WAIT);
    private static final RunbookPart STEPS = RunbookPart.list(
            "steps",
            RunbookShape.oneOf(TO_PERSON, RunbookShape.of(ON_CALL, WAIT)),
            "Who is told, one after the other.");
    private static final RunbookKey<Severity> SEVERITIES =
            RunbookKey.list("severities", RunbookWords.SEVERITY, "For which severities.");
    private static final RunbookKey<Integer> REPEATS =
            RunbookKey.of("repeats", RunbookWords.COUNT, 0, "How often all steps are gone through again.");

    static final RunbookPart ESCALATIONS = RunbookPart.named(
            "escalations", RunbookShape.of(SEVERITIES, STEPS, REPEATS), "Who is told when nobody answers.");

    private final ZoneId zone;
    private final String environment;

    RunbookPlans(ZoneId zone, String environment) {
        this.zone = zone;
        this.environment = environment;
    }

    private static RunbookKey<Function<ZoneId, Schedule>> when(String name, String meaning) {
        return RunbookKey.required(name, RunbookWords.SCHEDULE, zone -> new Daily(LocalTime.MIDNIGHT, zone), meaning);
    }

    void backups(RunbookFields root, RunbookBuilder runbook) {
        root.named(BACKUPS).forEach((name, fields) -> {
            Schedule schedule = fields.get(SCHEDULE).apply(zone);
            BackupPlan.Builder plan = BackupPlan.builder(name, schedule)
                    .what(fields.find(WHAT).orElse(name))
                    .environment(environment)
                    .freshness(schedule instanceof Daily ? FreshnessPolicy.DAILY : FreshnessPolicy.WEEKLY);
            fields.parts(LOCATIONS).forEach(l -> location(l).ifPresent(plan::location));
            fields.parts(OBJECTIVES).forEach(o -> objective(o).ifPresent(plan::objective));
            fields.part(RETENTION).flatMap(this::retention).ifPresent(plan::retention);
            Optional<BackupNamePattern> names =
                    fields.find(FILE).map(text -> new BackupNamePattern(text, name, null, null, zone));
            Optional<Command> command = fields.find(RUN);
            Duration takes = fields.get(TAKES);
            boolean archivesWal = fields.get(ARCHIVES_WAL);
            fields.build(() -> new PlannedBackup(
                            plan.build(), command.orElse(null), names.orElse(null), takes, archivesWal))
                    .ifPresent(runbook::backup);
        });
    }

    private static Optional<BackupLocation> location(RunbookFields fields) {
        String name = fields.get(LOCATION);
        boolean remote = fields.get(REMOTE);
        boolean encrypted = fields.get(ENCRYPTED);
        boolean immutable = fields.get(IMMUTABLE);
        return fields.build(() -> new BackupLocation(name, remote, encrypted, immutable));
    }

    private static Optional<RecoveryObjective> objective(RunbookFields fields) {
        Duration limit = fields.get(LIMIT);
        if (fields.is(RESTORE_TIME)) {
            String scope = fields.get(RTO);
            return fields.build(() -> Rto.of(scope, limit));
        }
        if (fields.is(WAL_LOSS)) {
            String name = fields.get(WAL_RPO);
            return fields.build(() -> Rpo.ofWal(name, limit));
        }
        String name = fields.get(RPO);
        return fields.build(() -> Rpo.ofBackups(name, limit));
    }

    private Optional<RetentionPolicy> retention(RunbookFields fields) {
        int daily = fields.get(DAILY);
        int weekly = fields.get(WEEKLY);
        int monthly = fields.get(MONTHLY);
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
        root.named(WINDOWS).forEach((name, fields) -> {
            Schedule opens = fields.get(OPENS).apply(zone);
            LocalTime until = fields.get(UNTIL);
            fields.build(() -> MaintenanceWindow.of(name, opens, until)).ifPresent(runbook::window);
        });
    }

    void rota(RunbookFields root, RunbookBuilder runbook, BusinessCalendar hours) {
        root.named(ROTA).forEach((name, fields) -> {
            List<String> people = fields.all(PEOPLE);
            LocalDate from = fields.get(FROM);
            LocalTime handoff = fields.get(HANDOFF);
            boolean businessHours = fields.get(BUSINESS_HOURS);
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
        root.named(ESCALATIONS).forEach((name, fields) -> {
            Severity[] severities = fields.all(SEVERITIES).toArray(Severity[]::new);
            EscalationPolicy.Builder policy = EscalationPolicy.builder(name).repeats(fields.get(REPEATS));
            for (RunbookFields step : fields.parts(STEPS)) {
                Duration wait = step.get(WAIT);
                EscalationTarget who = step.is(TO_PERSON)
                        ? EscalationTarget.person(step.get(PERSON))
                        : EscalationTarget.onCall(step.get(ON_CALL));
                step.build(() -> policy.step(who, wait));
            }
            fields.build(policy::build).ifPresent(built -> runbook.escalation(built, severities));
        });
    }
}
