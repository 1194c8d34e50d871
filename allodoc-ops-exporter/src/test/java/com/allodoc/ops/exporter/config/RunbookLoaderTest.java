package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.LintFinding;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.runbook.Service;
import com.allodoc.ops.threshold.Threshold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookLoaderTest {
    private static final RunbookLoader LOADER = RunbookLoader.of(Environment.of(Map.of()));

    @TempDir
    private Path folder;

    private RunbookFile over(String yaml) throws Exception {
        return LOADER.over(Files.writeString(folder.resolve("team.yml"), yaml));
    }

    private static AlertRule alert(Runbook runbook, String name) {
        return runbook.alerts().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_shipped_definition_has_every_chapter_of_the_runbook() throws Exception {
        Runbook runbook = LOADER.shipped().runbook();
        assertThat(runbook.services()).extracting(Service::name).contains("frontend", "backend", "database", "redis");
        assertThat(runbook.backups()).hasSize(4);
        assertThat(runbook.windows().windows()).hasSize(2);
        assertThat(runbook.checklists()).hasSize(3);
        assertThat(runbook.procedures()).hasSizeGreaterThan(12);
        assertThat(runbook.contacts()).hasSizeGreaterThan(10);
        assertThat(runbook.escalationOf()).containsKeys(Severity.values());
        assertThat(alert(runbook, "HighCpu"))
                .returns(Threshold.above(0.8), AlertRule::limit)
                .returns(Duration.ofMinutes(10), rule -> rule.timing().pendingFor());
    }

    @Test
    void the_shipped_definition_contradicts_itself_nowhere_and_still_asks_for_three_addresses() throws Exception {
        assertThat(LOADER.shipped().runbook().lint(Instant.parse("2025-01-20T09:00:00Z"), script -> true))
                .filteredOn(finding -> finding.level() == LintFinding.Level.ERROR)
                .extracting(LintFinding::where)
                .containsExactlyInAnyOrder(
                        "contact AWS Support", "contact Database Consultant", "contact Security Consultant");
    }

    @Test
    void a_team_changes_one_number_and_keeps_the_rest() throws Exception {
        Runbook runbook = over("alerts:\n  HighCpu: {limit: '> 0.9'}\n").runbook();
        assertThat(alert(runbook, "HighCpu"))
                .returns(Threshold.above(0.9), AlertRule::limit)
                .returns(Duration.ofMinutes(10), rule -> rule.timing().pendingFor());
        assertThat(alert(runbook, "MemoryHigh").limit()).isEqualTo(Threshold.above(0.85));
    }

    @Test
    void a_team_takes_an_alert_away() throws Exception {
        assertThat(over("alerts:\n  RedisFragmented: ~\n").runbook().alerts())
                .extracting(AlertRule::name)
                .doesNotContain("RedisFragmented")
                .contains("RedisDown");
    }

    @Test
    void an_empty_file_changes_nothing() throws Exception {
        assertThat(over("# nothing\n").runbook()).isEqualTo(LOADER.shipped().runbook());
    }

    @Test
    void every_mistake_is_told_at_once_with_its_line() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> over("""
                        zone: Paris
                        alerts:
                          HighCpu: {limit: above 3}
                          Mine: {indicator: host_cpu_ration, limit: '> 1', channel: shout, severity: SEV9}
                        windows:
                          weekly: {opens: Sundays, until: '04:00', til: x}
                        """))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .anySatisfy(line -> assertThat(line).contains("team.yml:1", "zone", "Europe/Paris"))
                        .anySatisfy(line -> assertThat(line).contains("team.yml:3", "alerts.HighCpu.limit", "> 0.8"))
                        .anySatisfy(line -> assertThat(line).contains("team.yml:4", "host_cpu_ratio"))
                        .anySatisfy(line -> assertThat(line).contains("alerts.Mine.channel", "page chat ticket"))
                        .anySatisfy(line -> assertThat(line).contains("alerts.Mine.severity", "SEV1"))
                        .anySatisfy(line -> assertThat(line).contains("team.yml:6", "daily at 02:00"))
                        .anySatisfy(line -> assertThat(line).contains("unknown key \"til\"", "until")));
    }

    @Test
    void the_same_key_twice_is_told() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> over("system: a\nsystem: b\n"))
                .withMessageContaining("stands here twice");
    }
}
