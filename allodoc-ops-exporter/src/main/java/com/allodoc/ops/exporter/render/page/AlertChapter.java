package com.allodoc.ops.exporter.render.page;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.rule.AlertSpec;
import com.allodoc.ops.exporter.render.rule.RuleCatalog;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.incident.ResponseTarget;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.runbook.Procedure;
import com.allodoc.ops.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One section per alert: what it means, the limit, what to do first, who is told next, where to look. */
final class AlertChapter {
    private final Definition definition;
    private final Markup page;

    AlertChapter(Definition definition, Markup page) {
        this.definition = definition;
        this.page = page;
    }

    void index() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Alert", "Severity", "Told by", "Limit"));
        for (AlertRule alert : definition.runbook().alerts()) {
            rows.add(List.of(alert.name(), alert.severity().name(), channel(alert), limit(alert)));
        }
        page.table(rows);
    }

    void alert(AlertRule alert) {
        page.heading(3, alert.name().toLowerCase(Locale.ROOT), alert.name());
        Optional<AlertSpec> spec = RuleCatalog.spec(alert.name());
        page.paragraph(spec.map(AlertSpec::meaning)
                .orElseGet(() -> definition.indicator(alert.indicator()).title() + " is beyond its limit. Not measured yet: "
                        + RuleCatalog.later().get(alert.name()) + "."));
        page.labelled("Limit", limit(alert));
        ResponseTarget target = definition.runbook().response().target(alert.severity());
        page.labelled(
                "Severity",
                alert.severity() + ", told by " + channel(alert) + "; acknowledge " + Words.timing(target.acknowledge())
                        + ", respond " + Words.timing(target.respond()));
        first(alert);
        definition.runbook().escalation(alert.severity()).ifPresent(policy -> page.labelled(
                "Escalation",
                String.join(", then ", policy.steps().stream()
                        .map(step -> step.who().name() + " (" + Numbers.duration(step.thenWait()) + ")")
                        .toList())));
        if (spec.isPresent()) {
            String url = Boards.url(definition, alert);
            page.links(List.of("Dashboard", url.substring(0, url.indexOf("{{")), "Top", "#top"));
        }
    }

    private void first(AlertRule alert) {
        Optional<Procedure> procedure =
                Optional.ofNullable(alert.procedure()).flatMap(name -> definition.runbook().procedure(name));
        procedure.ifPresent(found -> {
            page.labelled("First", "what only looks, from " + found.title());
            found.steps().stream()
                    .filter(step -> step instanceof Step.ReadOnly)
                    .limit(3)
                    .forEach(step -> Words.step(step, page));
            page.links(List.of("The whole procedure: " + found.title(), "#" + found.name()));
        });
    }

    private String limit(AlertRule alert) {
        Indicator indicator = definition.indicator(alert.indicator());
        String text = indicator.title() + " " + definition.condition(indicator, alert.limit());
        return alert.timing().pendingFor().isZero()
                ? text
                : text + " for " + Numbers.duration(alert.timing().pendingFor());
    }

    private static String channel(AlertRule alert) {
        return switch (alert.channel()) {
            case PAGE -> "pager and SMS";
            case CHAT -> "chat and mail";
            case TICKET -> "ticket queue";
        };
    }
}
