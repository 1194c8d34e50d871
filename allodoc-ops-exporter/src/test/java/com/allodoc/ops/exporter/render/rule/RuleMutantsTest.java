package com.allodoc.ops.exporter.render.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.threshold.Threshold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the cases would notice: each alert with a turned comparison, a shifted limit and other times must fail its tests. */
@Tag("endurance")
class RuleMutantsTest {
    private static final Definition DEFINITION = ShippedDefinition.get();

    @TempDir
    private Path folder;

    @Test
    void every_mutant_is_killed() throws Exception {
        Promtool promtool = new Promtool(folder);
        List<Path> rules = new ArrayList<>(promtool.write(RuleFiles.of(DEFINITION), Pack.NATIVE));
        Path recording = rules.stream()
                .filter(file -> file.endsWith("recording.yml"))
                .findFirst()
                .orElseThrow();
        Map<String, AlertCase> cases = new LinkedHashMap<>();
        AlertCases.all().forEach(one -> cases.put(one.alert(), one));
        List<String> survivors = new ArrayList<>();
        for (Alert alert : RuleCatalog.alerts(DEFINITION, Pack.NATIVE)) {
            AlertCase tried = cases.get(alert.name());
            if (tried == null) {
                continue;
            }
            for (Map.Entry<String, Map<String, Object>> mutant : mutants(alert).entrySet()) {
                Path file = Files.writeString(
                        folder.resolve("mutant.yml"),
                        Yaml.of(
                                "",
                                Tree.of(
                                        "groups",
                                        List.of(Tree.of(
                                                "name",
                                                "allodoc-" + alert.spec().area().label(),
                                                "rules",
                                                List.of(mutant.getValue()))))));
                if (promtool.test(List.of(recording, file), tried.tests(DEFINITION), tried.evaluation())
                                .exitCode()
                        == 0) {
                    survivors.add(alert.name() + ": " + mutant.getKey());
                }
            }
        }
        assertThat(survivors).isEmpty();
    }

    private static Map<String, Map<String, Object>> mutants(Alert alert) {
        Map<String, Map<String, Object>> mutants = new LinkedHashMap<>();
        AlertRule rule = alert.rule();
        boolean rising = rule.limit() instanceof Threshold.Above;
        double limit = rising ? ((Threshold.Above) rule.limit()).limit() : ((Threshold.Below) rule.limit()).limit();
        String comparison = (rising ? "> " : "< ") + Numbers.text(limit);
        put(mutants, alert, "turned", comparison, (rising ? "< " : "> ") + Numbers.text(limit));
        if (limit == 3) {
            put(mutants, alert, "one more", comparison, "> 4");
            put(mutants, alert, "one less", comparison, "> 2");
        } else if (limit != 0 && limit != 1) {
            put(mutants, alert, "limit x 1.2", comparison, (rising ? "> " : "< ") + Numbers.text(limit * 1.2));
            put(mutants, alert, "limit x 0.8", comparison, (rising ? "> " : "< ") + Numbers.text(limit * 0.8));
        }
        long pending = rule.timing().pendingFor().toMinutes();
        mutants.put("for + 30m", with(alert, "for", (pending + 30) + "m"));
        if (pending > 2) {
            mutants.put("for 0", with(alert, "for", "0s"));
        }
        return mutants;
    }

    private static void put(
            Map<String, Map<String, Object>> mutants, Alert alert, String name, String from, String to) {
        assertThat(alert.expression()).contains(from);
        mutants.put(name, with(alert, "expr", alert.expression().replace(from, to)));
    }

    private static Map<String, Object> with(Alert alert, String key, String value) {
        Map<String, Object> changed = alert.yaml();
        changed.put(key, value);
        return changed;
    }
}
