package com.allodoc.ops.exporter.render.lint;

import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.rule.Alert;
import com.allodoc.ops.exporter.render.rule.AlertSpec;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.render.rule.RecordingRule;
import com.allodoc.ops.exporter.render.rule.RuleCatalog;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Indicator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks everything that is rendered from a definition, without a server. One sentence per finding. */
public final class RenderLint {
    private final Definition definition;
    private final KnownMetrics metrics;
    private final List<String> findings = new ArrayList<>();

    private RenderLint(Definition definition, MetricCatalog catalog) {
        this.definition = definition;
        Set<String> recorded = RuleCatalog.records(definition).stream()
                .map(RecordingRule::name)
                .collect(Collectors.toSet());
        this.metrics = new KnownMetrics(catalog, recorded);
    }

    /** What is wrong; empty when nothing is. */
    public static List<String> of(Definition definition, MetricCatalog catalog) {
        RenderLint lint = new RenderLint(definition, catalog);
        lint.records();
        lint.alerts();
        lint.definitions();
        Boards.all(definition).forEach(board -> lint.findings.addAll(BoardLint.of(board, definition, lint.metrics)));
        return lint.findings;
    }

    private void records() {
        Set<String> known = new HashSet<>();
        for (RecordingRule rule : RuleCatalog.records(definition)) {
            query("rule " + rule.name(), rule.expression());
            for (Selector selector : PromQuery.selectors(rule.expression())) {
                if (selector.isRecorded() && !known.contains(selector.name())) {
                    findings.add("rule " + rule.name() + ": reads " + selector.name()
                            + ", which is recorded after it; swap them");
                }
            }
            known.add(rule.name());
        }
    }

    private void alerts() {
        for (Pack pack : Pack.values()) {
            for (Alert alert : RuleCatalog.alerts(definition, pack)) {
                String where = "alert " + alert.name() + " of the " + pack.folder() + " pack";
                query(where, alert.expression());
                if (alert.expression().indexOf('{') >= 0 && alert.expression().contains("{floor:")) {
                    findings.add(where + ": a placeholder was not replaced");
                }
            }
        }
    }

    private void definitions() {
        Set<String> measured = RuleCatalog.specs().stream().map(AlertSpec::name).collect(Collectors.toSet());
        Set<String> limited = new HashSet<>();
        for (AlertRule alert : definition.runbook().alerts()) {
            limited.add(alert.indicator());
            boolean isLater = RuleCatalog.later().containsKey(alert.name());
            if (measured.contains(alert.name()) == isLater) {
                findings.add("alert " + alert.name() + ": "
                        + (isLater ? "is measured now; take it off the list" : "nothing measures it"));
            }
        }
        Set<String> shown = Boards.all(definition).stream()
                .flatMap(board -> board.panels().stream())
                .flatMap(panel -> panel.indicators().stream())
                .collect(Collectors.toSet());
        for (Indicator indicator : definition.runbook().indicators()) {
            boolean isLimited = indicator.missed() != null || limited.contains(indicator.name());
            if (isLimited
                    && !shown.contains(indicator.name())
                    && !RuleCatalog.laterIndicators().contains(indicator.name())) {
                findings.add("indicator " + indicator.name() + ": has a limit, and no panel shows it");
            }
        }
        shown.stream()
                .filter(name -> definition.runbook().indicator(name).isEmpty())
                .forEach(name -> findings.add("panel: shows " + name + ", which the definition does not have"));
    }

    private void query(String where, String expression) {
        PromQuery.selectors(expression)
                .forEach(selector ->
                        metrics.problem(selector).ifPresent(problem -> findings.add(where + ": " + problem)));
    }
}
