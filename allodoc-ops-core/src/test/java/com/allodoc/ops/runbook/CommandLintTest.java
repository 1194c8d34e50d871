package com.allodoc.ops.runbook;

import static com.allodoc.ops.runbook.Procedure.Purpose.MAINTENANCE;
import static com.allodoc.ops.runbook.Procedure.Purpose.RECOVERY;
import static com.allodoc.ops.runbook.Procedure.Purpose.RESPONSE;
import static com.allodoc.ops.runbook.WikiRunbook.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The runbook's own commands, what each really does, and the command that was meant. */
class CommandLintTest {

    private static final String PSQL = "docker exec allodoc_postgres_prod psql -U allodoc_prod -d allodoc_prod ";

    private static List<LintFinding> lint(Procedure.Builder procedure) {
        return WikiRunbook.mended().procedure(procedure.build()).build().lint(NOW, script -> true).stream()
                .filter(finding -> finding.where().startsWith("procedure p"))
                .toList();
    }

    private static List<String> rules(String line, String expected) {
        return lint(Procedure.builder("p", RESPONSE).phase("now", Step.look("look", Command.shell(line), expected)))
                .stream()
                .map(LintFinding::rule)
                .toList();
    }

    static Stream<Arguments> traps() {
        return Stream.of(
                Arguments.of(
                        "pg-restore-on-plain-dump",
                        "pg_restore --list /backups/backup_production_20250115_020000.sql.gz | head -10",
                        "gzip -t /backups/backup_production_20250115_020000.sql.gz"),
                Arguments.of(
                        "listing-proves-nothing",
                        "pg_restore --list /backups/nightly.dump",
                        "pg_restore -f /dev/null /backups/nightly.dump"),
                Arguments.of("pipe-hides-failure", "pg_restore --list x.dump | head -10", "set -o pipefail; a | b"),
                Arguments.of(
                        "removed-column",
                        PSQL + "-c \"SELECT query, calls, total_time, mean_time FROM pg_stat_statements\"",
                        PSQL + "-c \"SELECT query, calls, mean_exec_time FROM pg_stat_statements\""),
                Arguments.of(
                        "statistics-of-the-planner",
                        PSQL + "-c \"SELECT attname, n_distinct FROM pg_stats WHERE n_distinct > 100\"",
                        PSQL + "-c \"SELECT relname FROM pg_stat_user_tables\""),
                Arguments.of(
                        "vacuum-in-one-call",
                        PSQL + "-c \"ANALYZE; VACUUM ANALYZE; REINDEX DATABASE allodoc_prod;\"",
                        PSQL + "-c \"VACUUM ANALYZE\""),
                Arguments.of(
                        "reindex-locks",
                        PSQL + "-c \"REINDEX DATABASE allodoc_prod\"",
                        PSQL + "-c \"REINDEX DATABASE CONCURRENTLY allodoc_prod\""),
                Arguments.of("never-established", "netstat -tuln | grep ESTABLISHED | wc -l", "netstat -tn"),
                Arguments.of(
                        "reachable-is-not-usable",
                        "docker exec allodoc_postgres_prod pg_isready",
                        "docker exec allodoc_postgres_prod psql -c 'SELECT 1'"),
                Arguments.of(
                        "word-is-no-attack",
                        "tail -1000 /var/log/nginx/access.log | grep -E \"(sql|script|union|select)\" | head -20",
                        "allodoc-ops status"),
                Arguments.of(
                        "digits-are-no-status",
                        "docker logs allodoc_nginx_prod --since 24h | grep -E \"(4[0-9]{2}|5[0-9]{2})\"",
                        "allodoc-ops status"),
                Arguments.of(
                        "word-is-no-error",
                        "docker logs allodoc_backend_prod --since 24h | grep -i error",
                        "docker logs allodoc_backend_prod --since 24h"),
                Arguments.of(
                        "sshd-says-otherwise",
                        "grep -i \"authentication failed\" /var/log/auth.log | tail -20",
                        "grep \"Failed password\" /var/log/auth.log"),
                Arguments.of(
                        "glob-on-the-host",
                        "docker exec allodoc_backend_prod grep \"login failed\" /var/log/*.log",
                        "docker exec allodoc_backend_prod sh -c 'cat /var/log/*.log'"),
                Arguments.of("development-port", "curl -f http://localhost:4200", "curl -f http://localhost/"),
                Arguments.of(
                        "no-npm-there",
                        "docker exec allodoc_frontend_prod npm audit",
                        "docker exec allodoc_backend_prod npm audit"),
                Arguments.of(
                        "copy-overwrites-itself",
                        "cp docker-compose.prod.yml docker-compose.prod.yml.backup",
                        "cp docker-compose.prod.yml docker-compose.prod.yml.20250115_090000"),
                Arguments.of(
                        "off-by-a-day",
                        "find /srv -name \"*.log\" -type f -mtime +30 -print",
                        "find /srv -name \"*.log\" -type f -mmin +43200 -print"),
                Arguments.of(
                        "deletes-open-files",
                        "find /var/log -name \"*.log\" -type f -exec rm {} \\;",
                        "logrotate /etc/logrotate.conf"),
                Arguments.of("prune-rotates-nothing", "docker system prune -f", "docker image rm allodoc:1.0"),
                Arguments.of(
                        "counts-background-processes",
                        PSQL + "-c \"SELECT count(*) FROM pg_stat_activity;\"",
                        PSQL + "-c \"SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'\""),
                Arguments.of(
                        "goes-on-after-errors",
                        "docker exec -i allodoc_postgres_prod psql -U allodoc_prod < partial_backup.sql",
                        "psql -v ON_ERROR_STOP=1 --single-transaction -f tables.sql"),
                Arguments.of(
                        "compose-file-missing",
                        "docker-compose pull",
                        "docker-compose -f docker-compose.prod.yml pull"),
                Arguments.of(
                        "glob-misses-backups",
                        "ls -la /backups/$(date +%Y%m%d)*",
                        "ls -la /backups/backup_production_$(date +%Y%m%d)*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void catches_the_command_and_lets_the_right_one_pass(String rule, String trap, String right) {
        assertThat(rules(trap, "")).contains(rule);
        assertThat(rules(right, "")).doesNotContain(rule);
    }

    @Test
    void every_trap_has_a_case_above() {
        List<String> tested =
                traps().map(arguments -> (String) arguments.get()[0]).toList();
        assertThat(CommandTraps.ALL)
                .extracting(CommandTrap::rule)
                .filteredOn(rule -> !rule.equals("ping-without-answer"))
                .isSubsetOf(tested);
    }

    @Test
    void a_ping_is_no_trap_when_the_answer_is_read() {
        String ping = "docker exec allodoc_redis_prod redis-cli ping";
        assertThat(rules(ping, "")).containsExactly("ping-without-answer");
        assertThat(rules(ping, "PONG")).isEmpty();
    }

    @Test
    void an_alternative_in_a_pattern_is_no_pipe() {
        assertThat(rules("a || b", "")).isEmpty();
        assertThat(rules("grep -E \"one|two\" file | head", "")).containsExactly("pipe-hides-failure");
        assertThat(rules("grep -E \"one|two\" file", "")).isEmpty();
    }

    @Test
    void a_recovery_that_dumps_what_is_damaged() {
        List<LintFinding> found = lint(Procedure.builder("p", RECOVERY)
                .phase(
                        "tables",
                        Step.look("export", Command.shell("docker exec db pg_dump -t patients > partial_backup.sql")),
                        Step.change("import", Command.shell("psql < partial_backup.sql"))));

        assertThat(found).extracting(LintFinding::rule).contains("recovery-from-live-data", "goes-on-after-errors");
        assertThat(found.get(0).explain())
                .isEqualTo("procedure p: it dumps the damaged database and loads that again; no step reads a backup;"
                        + " restore the wanted tables from a verified backup into a schema of their own");
    }

    @Test
    void a_restore_that_keeps_no_copy_of_what_it_overwrites() {
        assertThat(lint(Procedure.builder("p", RECOVERY)
                        .phase("restore", Step.change("restore", Command.of("./scripts/restore-database.sh")))))
                .extracting(LintFinding::rule)
                .containsExactly("restore-without-safety-copy");
    }

    @Test
    void logs_that_are_deleted_before_they_are_archived() {
        Step delete = Step.change("clean", Command.of("find", "/srv/log", "-delete"));
        Step archive = Step.change("archive", Command.of("tar", "-czf", "logs.tar.gz", "/srv/log"));

        assertThat(lint(Procedure.builder("p", MAINTENANCE).phase("logs", delete, archive)))
                .extracting(LintFinding::rule)
                .containsExactly("deletes-before-archiving");
        assertThat(lint(Procedure.builder("p", MAINTENANCE).phase("logs", archive, delete)))
                .isEmpty();
    }

    @Test
    void maintenance_that_changes_the_system_without_a_copy() {
        assertThat(lint(Procedure.builder("p", MAINTENANCE)
                        .inWindow("weekly")
                        .phase("update", Step.change("deploy", Command.of("./scripts/deploy.sh")))))
                .extracting(LintFinding::rule)
                .containsExactly("maintenance-without-copy");
    }
}
