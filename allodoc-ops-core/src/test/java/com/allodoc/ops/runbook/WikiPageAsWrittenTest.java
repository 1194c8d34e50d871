package com.allodoc.ops.runbook;

import static com.allodoc.ops.runbook.Procedure.Purpose.MAINTENANCE;
import static com.allodoc.ops.runbook.Procedure.Purpose.RECOVERY;
import static com.allodoc.ops.runbook.WikiRunbook.HOURS;
import static com.allodoc.ops.runbook.WikiRunbook.NOW;
import static com.allodoc.ops.runbook.WikiRunbook.PARIS;
import static com.allodoc.ops.runbook.WikiRunbook.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.backup.BackupNamePattern;
import com.allodoc.ops.backup.Rpo;
import com.allodoc.ops.backup.Rto;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.time.Daily;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The wiki page word for word: what a lint makes of it before anybody has mended anything. */
class WikiPageAsWrittenTest {

    private static final String PSQL = "docker exec allodoc_postgres_prod psql -U allodoc_prod -d allodoc_prod -c ";

    private static Step look(String line) {
        return Step.look(line.substring(0, Math.min(20, line.length())), Command.shell(line));
    }

    private static Step change(String line) {
        return Step.change(line.substring(0, Math.min(20, line.length())), Command.shell(line));
    }

    private static RunbookBuilder promises() {
        return Runbook.builder("AlloDoc Medical Management System", HOURS)
                .service(Service.builder("database")
                        .container("allodoc_postgres_prod")
                        .endpoint(new Endpoint("sql", 5433, null))
                        .budget(ResourceBudget.of(2, 4096, 100, 1000))
                        .build())
                .indicator(Indicator.of("http_p95_seconds", "s", Threshold.atLeast(2)))
                .indicator(Indicator.of("error_ratio", "", Threshold.atLeast(0.01)))
                .indicator(Indicator.of("memory_ratio", "", Threshold.atLeast(0.85)))
                .indicator(Indicator.of("disk_ratio", "", Threshold.atLeast(0.9)))
                .alert(AlertRule.chat("HighResponseTime", "http_p95_seconds", Threshold.above(3), Severity.SEV3))
                .alert(AlertRule.page("HighErrorRate", "error_ratio", Threshold.above(0.05), Severity.SEV2))
                .alert(AlertRule.page("MemoryCritical", "memory_ratio", Threshold.above(0.95), Severity.SEV2))
                .alert(AlertRule.page("DiskCritical", "disk_ratio", Threshold.above(0.95), Severity.SEV2))
                .backup(PlannedBackup.of(plan("database", LocalTime.of(2, 0))
                                .objective(Rpo.ofBackups("maximum data loss", Duration.ofHours(24)))
                                .objective(Rpo.ofWal("critical data loss", Duration.ofHours(1)))
                                .objective(Rto.of("database", Duration.ofMinutes(30)))
                                .build())
                        .named(BackupNamePattern.standard("database", PARIS)))
                .backup(PlannedBackup.of(plan("files", LocalTime.of(3, 0)).build()))
                .assumption(new Assumption("backup configuration", "the day of the week", "Sunday at 04:30"))
                .assumption(new Assumption("hours", "when business hours are", "Monday to Friday 09:00 to 18:00"))
                .window(WikiRunbook.weekly())
                .window(WikiRunbook.monthly())
                .onCall(WikiRunbook.aroundTheClock("primary", "devops"))
                .onCall(WikiRunbook.businessHours("secondary", "senior developer"))
                .escalation(WikiRunbook.policy(), Severity.SEV1, Severity.SEV2, Severity.SEV3)
                .contact(Contact.of("Engineering Manager", Contact.Kind.TEAM, "manager@allodoc.com"))
                .contact(Contact.of("AWS Support", Contact.Kind.VENDOR, "[Support Case System]"))
                .contact(Contact.of("PagerDuty", Contact.Kind.CHANNEL, "[Service Key]"))
                .document(new DocumentControl(
                        "1.0",
                        LocalDate.of(2025, 1, 1),
                        LocalDate.of(2025, 4, 1),
                        Period.ofMonths(1),
                        "DevOps Team",
                        "Engineering Manager"));
    }

    private static RunbookBuilder withItsCommands(RunbookBuilder runbook) {
        return runbook.checklist(Checklist.of(
                        "morning",
                        new Daily(LocalTime.of(9, 0), PARIS),
                        look("docker-compose -f docker-compose.prod.yml ps"),
                        look("curl -f http://localhost:4200"),
                        look("docker exec allodoc_postgres_prod pg_isready"),
                        look("docker exec allodoc_redis_prod redis-cli ping"),
                        look("docker logs allodoc_nginx_prod --since 24h | grep -E \"(4[0-9]{2}|5[0-9]{2})\"")))
                .checklist(Checklist.of(
                        "evening",
                        new Daily(LocalTime.of(18, 0), PARIS),
                        look(PSQL + "\"SELECT query, total_time, mean_time FROM pg_stat_statements\""),
                        look("ls -la /backups/$(date +%Y%m%d)*"),
                        look("docker exec allodoc_backend_prod grep \"login failed\" /var/log/*.log | tail -20"),
                        look("grep -i \"authentication failed\" /var/log/auth.log | tail -20"),
                        look("netstat -tuln | grep ESTABLISHED | wc -l"),
                        look("tail -1000 access.log | grep -E \"(sql|script|union|select)\" | head -20"),
                        look("docker exec allodoc_frontend_prod npm audit"),
                        look(PSQL + "\"SELECT count(*) FROM pg_stat_activity;\"")))
                .procedure(Procedure.builder("manual-backup", Procedure.Purpose.BACKUP)
                        .phase(
                                "backup",
                                change("./scripts/backup-database.sh production"),
                                look("pg_restore --list /backups/backup_production_x.sql.gz | head -10"))
                        .build())
                .procedure(Procedure.builder("partial-recovery", RECOVERY)
                        .phase(
                                "tables",
                                look("docker exec allodoc_postgres_prod pg_dump -t patients > partial_backup.sql"),
                                change("docker exec -i allodoc_postgres_prod psql -U a < partial_backup.sql"))
                        .build())
                .procedure(Procedure.builder("maintenance", MAINTENANCE)
                        .inWindow("weekly")
                        .phase(
                                "all",
                                change("cp docker-compose.prod.yml docker-compose.prod.yml.backup"),
                                change("docker-compose pull"),
                                change("./scripts/deploy.sh"),
                                change(PSQL + "\"ANALYZE; VACUUM ANALYZE; REINDEX DATABASE allodoc_prod;\""),
                                change("find /var/log -name \"*.log\" -type f -mtime +30 -exec rm {} \\;"),
                                change("docker system prune -f"),
                                change("tar -czf logs_archive.tar.gz /var/log/allodoc/"))
                        .build());
    }

    @Test
    void every_defect_that_was_found_by_hand_is_found() {
        Set<String> rules = withItsCommands(promises()).build().lint(NOW, script -> false).stream()
                .map(LintFinding::rule)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rules)
                .containsExactly(
                        "assumed",
                        "backup-in-window",
                        "clock-change",
                        "compose-file-missing",
                        "copy-overwrites-itself",
                        "counts-background-processes",
                        "deletes-before-archiving",
                        "deletes-open-files",
                        "development-port",
                        "digits-are-no-status",
                        "endpoint-one-sided",
                        "glob-misses-backups",
                        "glob-on-the-host",
                        "goes-on-after-errors",
                        "missing-script",
                        "never-established",
                        "no-npm-there",
                        "no-procedure",
                        "off-by-a-day",
                        "pg-restore-on-plain-dump",
                        "ping-without-answer",
                        "pipe-hides-failure",
                        "placeholder-contact",
                        "prune-rotates-nothing",
                        "reachable-is-not-usable",
                        "recovery-from-live-data",
                        "reindex-locks",
                        "removed-column",
                        "review-contradicts-rhythm",
                        "rpo-shorter-than-cadence",
                        "rpo-without-wal",
                        "rto-without-drill",
                        "silent-gap",
                        "sshd-says-otherwise",
                        "thin-cover",
                        "vacuum-in-one-call",
                        "windows-overlap",
                        "word-is-no-attack");
    }
}
