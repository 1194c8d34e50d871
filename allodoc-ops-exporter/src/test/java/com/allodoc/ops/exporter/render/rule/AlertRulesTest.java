package com.allodoc.ops.exporter.render.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.testing.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules under the real promtool: every alert fires beyond its limit, in time, and nowhere else. */
@Tag("promtool")
class AlertRulesTest {
    private static final Definition DEFINITION = ShippedDefinition.get();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void promtool_finds_nothing_to_say(Pack pack) throws Exception {
        Promtool promtool = new Promtool(folder);
        Programs.Output output = promtool.checkRules(promtool.write(RuleFiles.of(DEFINITION), pack));
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    @Test
    void every_alert_fires_beyond_its_limit_and_only_there() throws Exception {
        Promtool promtool = new Promtool(folder);
        List<Path> rules = promtool.write(RuleFiles.of(DEFINITION), Pack.NATIVE);
        Map<Duration, List<AlertCase>> cases =
                AlertCases.all().stream().collect(Collectors.groupingBy(AlertCase::evaluation));
        for (Map.Entry<Duration, List<AlertCase>> each : cases.entrySet()) {
            List<Map<String, Object>> tests = each.getValue().stream()
                    .flatMap(one -> one.tests(DEFINITION).stream())
                    .toList();
            Programs.Output output = promtool.test(filesOf(each.getValue(), rules), tests, each.getKey());
            assertThat(output.exitCode()).as(output.text()).isZero();
        }
    }

    /** Those that these alerts are in, and what is recorded for all. */
    private static List<Path> filesOf(List<AlertCase> cases, List<Path> rules) {
        Set<String> areas = cases.stream()
                .map(one -> RuleCatalog.spec(one.alert()).orElseThrow().area().label())
                .collect(Collectors.toSet());
        return rules.stream()
                .filter(file ->
                        file.endsWith("recording.yml") || areas.stream().anyMatch(area -> file.endsWith(area + ".yml")))
                .toList();
    }

    @Test
    void without_any_data_only_those_fire_that_miss_something() throws Exception {
        Promtool promtool = new Promtool(folder);
        List<Path> rules = promtool.write(RuleFiles.of(DEFINITION), Pack.NATIVE);
        Map<String, Object> test = Tree.of(
                "name",
                "no data",
                "interval",
                "1m",
                "input_series",
                List.of(),
                "promql_expr_test",
                List.of(Tree.of(
                        "expr",
                        "count by (alertname) (ALERTS{alertstate=\"firing\", environment=\"production\"}) >"
                                + " bool 0",
                        "eval_time",
                        "3h",
                        "exp_samples",
                        List.of(firing("ExporterDown"), firing("ServiceNeverSeen"), firing("Watchdog")))));
        Programs.Output output = promtool.test(rules, List.of(test));
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    @Test
    void an_exporter_that_was_never_told_of_a_database_is_told_apart_from_one_that_is_down() throws Exception {
        Promtool promtool = new Promtool(folder);
        List<Path> rules = promtool.write(RuleFiles.of(DEFINITION), Pack.NATIVE);
        Map<String, Object> test = Tree.of(
                "name",
                "no database configured",
                "interval",
                "1m",
                "input_series",
                List.of(Tree.of(
                        "series",
                        "up{environment=\"production\", job=\"allodoc-ops\", instance=\"x\"}",
                        "values",
                        "1x200")),
                "promql_expr_test",
                List.of(Tree.of(
                        "expr", "count by (alertname) (ALERTS{alertstate=\"firing\", sev=\"1\"}) > bool 0",
                        "eval_time", "30m",
                        "exp_samples", List.of(firing("DatabaseConnectionFailure"), firing("RedisDown")))));
        Programs.Output output = promtool.test(rules, List.of(test));
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_was_never_vacuumed_or_analyzed_is_told_and_one_that_was_a_moment_ago_is_not(Pack pack)
            throws Exception {
        Promtool promtool = new Promtool(folder);
        List<Path> rules = promtool.write(RuleFiles.of(DEFINITION), pack);
        List<Object> input = new ArrayList<>();
        for (String table : List.of("never", "just")) {
            input.add(ofTable("n_dead_tup", table, "900000x2000"));
            input.add(ofTable("n_live_tup", table, "100000x2000"));
        }
        for (String time : List.of("last_vacuum", "last_analyze")) {
            // As postgres_exporter tells it; with us there is no series.
            input.add(ofTable(time, "never", pack == Pack.NATIVE ? "_x2000" : "0x2000"));
            input.add(ofTable(time, "just", "0+60x2000"));
        }
        Map<String, Object> test = Tree.of(
                "name",
                "never vacuumed",
                "interval",
                "1m",
                "input_series",
                input,
                "promql_expr_test",
                List.of(Tree.of(
                        "expr",
                        "count by (alertname, relname) (ALERTS{alertstate=\"firing\", relname=~\".+\"}) > bool 0",
                        "eval_time",
                        "26h",
                        "exp_samples",
                        List.of(
                                Tree.of("labels", "{alertname=\"AnalyzeMissing\", relname=\"never\"}", "value", 1),
                                Tree.of("labels", "{alertname=\"VacuumOverdue\", relname=\"never\"}", "value", 1)))));
        Programs.Output output = promtool.test(rules, List.of(test));
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    private static Map<String, Object> ofTable(String metric, String table, String values) {
        return Tree.of(
                "series",
                "pg_stat_user_tables_" + metric
                        + "{environment=\"production\", job=\"allodoc-ops\", instance=\"x\", server=\"s\", datname=\"d\","
                        + " schemaname=\"public\", relname=\"" + table + "\"}",
                "values",
                values);
    }

    private static Map<String, Object> firing(String alert) {
        return Tree.of("labels", "{alertname=\"" + alert + "\"}", "value", 1);
    }

    @Test
    void every_alert_has_a_case_and_every_case_an_alert() {
        List<String> tried = AlertCases.all().stream().map(AlertCase::alert).toList();
        List<String> measured = RuleCatalog.alerts(DEFINITION, Pack.NATIVE).stream()
                .map(Alert::name)
                .filter(name -> !name.equals("Watchdog"))
                .toList();
        assertThat(tried).containsExactlyInAnyOrderElementsOf(measured);
    }

    @Test
    void every_alert_has_all_labels_and_annotations() {
        assertThat(RuleCatalog.alerts(DEFINITION, Pack.NATIVE)).allSatisfy(alert -> {
            assertThat(alert.labels()).containsKeys("severity", "sev", "area", "team", "environment");
            assertThat(alert.annotations())
                    .containsOnlyKeys("summary", "description", "runbook_url", "dashboard_url", "respond_within");
            assertThat(alert.annotations().get("description")).contains("First: ");
        });
    }
}
