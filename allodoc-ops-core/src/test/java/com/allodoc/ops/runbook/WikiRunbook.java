package com.allodoc.ops.runbook;

import static com.allodoc.ops.runbook.Procedure.Purpose.DRILL;
import static com.allodoc.ops.runbook.Procedure.Purpose.MAINTENANCE;
import static com.allodoc.ops.runbook.Procedure.Purpose.RECOVERY;
import static com.allodoc.ops.runbook.Procedure.Purpose.RESPONSE;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupNamePattern;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.backup.FreshnessPolicy;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.EscalationTarget;
import com.allodoc.ops.oncall.Layer;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.oncall.Rotation;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.MaintenanceWindow;
import com.allodoc.ops.time.MonthlyOrdinal;
import com.allodoc.ops.time.Weekly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Set;

/** A small form of the operations runbook that the product implements, with the defects of its wiki page mended. */
final class WikiRunbook {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Instant NOW = Instant.parse("2025-01-15T09:00:00Z");
    static final BusinessCalendar HOURS = BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS)
            .withHolidays(Set.of(LocalDate.of(2025, 4, 21), LocalDate.of(2025, 5, 1)));
    static final Duration DAY = Duration.ofHours(24);

    private WikiRunbook() {}

    static BackupPlan.Builder plan(String name, LocalTime time) {
        return BackupPlan.builder(name, new Daily(time, PARIS))
                .location(BackupLocation.local("primary"))
                .location(BackupLocation.remote("s3"));
    }

    static OnCallSchedule aroundTheClock(String name, String... people) {
        return OnCallSchedule.builder(name)
                .layer(Layer.of(name, 1, rotation(people)))
                .build();
    }

    static OnCallSchedule businessHours(String name, String... people) {
        return OnCallSchedule.builder(name)
                .layer(Layer.of(name, 1, rotation(people)).during(HOURS))
                .build();
    }

    private static Rotation rotation(String... people) {
        return Rotation.builder(PARIS)
                .from(LocalDate.of(2024, 12, 30), LocalTime.of(9, 0))
                .people(people)
                .build();
    }

    static MaintenanceWindow weekly() {
        return MaintenanceWindow.of(
                "weekly", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(2, 0), PARIS), LocalTime.of(4, 0));
    }

    static MaintenanceWindow monthly() {
        return MaintenanceWindow.of(
                "monthly", MonthlyOrdinal.first(DayOfWeek.SUNDAY, LocalTime.of(2, 0), PARIS), LocalTime.of(6, 0));
    }

    static EscalationPolicy policy() {
        return EscalationPolicy.builder("urgent")
                .step(EscalationTarget.onCall("primary"), Duration.ofMinutes(5))
                .step(EscalationTarget.onCall("secondary"), Duration.ofMinutes(10))
                .step(EscalationTarget.person("Engineering Manager"), Duration.ofMinutes(15))
                .repeats(1)
                .build();
    }

    private static RunbookBuilder services(RunbookBuilder runbook) {
        return runbook.service(Service.builder("database")
                        .title("PostgreSQL")
                        .container("allodoc_postgres_prod")
                        .endpoint(Endpoint.published("sql", 5433, 5432))
                        .budget(ResourceBudget.of(2, 4096, 100, 1000))
                        .build())
                .service(Service.builder("backend")
                        .container("allodoc_backend_prod")
                        .endpoint(Endpoint.of("http", 3000))
                        .dependsOn("database")
                        .budget(ResourceBudget.of(2, 2048, 5, 1000))
                        .build());
    }

    /** Without a finding above {@code NOTE}. */
    static RunbookBuilder mended() {
        return services(Runbook.builder("AlloDoc", HOURS))
                .indicator(Indicator.of("cpu_ratio", "", Threshold.atLeast(0.8)))
                .alert(AlertRule.chat("HighCpu", "cpu_ratio", Threshold.above(0.8), Severity.SEV3)
                        .pendingFor(Duration.ofMinutes(10))
                        .answeredBy("service-down"))
                .backup(PlannedBackup.of(plan("database", LocalTime.of(0, 30))
                                .objective(Rpo.ofBackups("maximum data loss", Duration.ofHours(26)))
                                .objective(Rpo.ofWal("critical data loss", Duration.ofHours(1)))
                                .objective(Rto.of("database", Duration.ofMinutes(30)))
                                .build())
                        .madeBy(Command.of("./scripts/backup-database.sh", "production"))
                        .named(BackupNamePattern.standard("database", PARIS))
                        .taking(Duration.ofMinutes(20))
                        .archivingWal())
                .backup(PlannedBackup.of(
                        BackupPlan.builder("configuration", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(4, 30), PARIS))
                                .location(BackupLocation.remote("s3"))
                                .freshness(FreshnessPolicy.WEEKLY)
                                .build()))
                .window(weekly())
                .onCall(aroundTheClock("primary", "ana", "ben"))
                .onCall(aroundTheClock("secondary", "cleo", "dan"))
                .escalation(policy(), Severity.values())
                .contact(Contact.of("Engineering Manager", Contact.Kind.TEAM, "manager@allodoc.com"))
                .checklist(Checklist.of(
                        "morning",
                        new Daily(LocalTime.of(9, 0), PARIS),
                        Step.look("services", Command.of("docker-compose", "-f", "docker-compose.prod.yml", "ps")),
                        Step.look("redis", Command.of("docker", "exec", "redis", "redis-cli", "ping"), "PONG"),
                        Step.manual("look at the dashboards")))
                .procedure(Procedure.builder("service-down", RESPONSE)
                        .phase(
                                "at once",
                                Duration.ofMinutes(5),
                                Step.change(
                                        "restart", Command.of("docker-compose", "-f", "x.yml", "restart", "backend")))
                        .build())
                .procedure(Procedure.builder("drill", DRILL)
                        .phase("restore", Step.change("restore", Command.of("./scripts/test-backup-restore.sh")))
                        .build())
                .procedure(Procedure.builder("emergency-restore", RECOVERY)
                        .phase(
                                "restore",
                                Step.change("safety copy", Command.of("./scripts/backup-database.sh", "emergency")),
                                Step.change("restore", Command.of("./scripts/restore-database.sh", "production")))
                        .build())
                .procedure(Procedure.builder("update", MAINTENANCE)
                        .inWindow("weekly")
                        .phase(
                                "update",
                                Step.change("copy", Command.of("./scripts/backup-database.sh", "pre_maintenance")),
                                Step.change("deploy", Command.of("./scripts/deploy.sh"))
                                        .onlyIf("the copy is verified")
                                        .undoneBy(Command.of("./scripts/rollback.sh")))
                        .build())
                .document(new DocumentControl(
                        "1.1",
                        LocalDate.of(2025, 1, 10),
                        LocalDate.of(2025, 2, 10),
                        Period.ofMonths(1),
                        "DevOps Team",
                        "Engineering Manager"));
    }
}
