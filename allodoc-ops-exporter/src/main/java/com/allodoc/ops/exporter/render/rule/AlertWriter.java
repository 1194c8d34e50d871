package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.dashboard.Unit;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.incident.Timing;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Command;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.runbook.Step;
import com.allodoc.ops.threshold.Threshold;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the definition's numbers and words into the catalogue's alerts. */
final class AlertWriter {
    private static final Pattern FLOOR = Pattern.compile("\\{floor:([a-z_]+)}");

    private final Definition definition;
    private final Pack pack;

    AlertWriter(Definition definition, Pack pack) {
        this.definition = definition;
        this.pack = pack;
    }

    /** The complete alert; empty when the definition leaves it out or the pack can't measure it. */
    Optional<Alert> write(AlertSpec spec) {
        Optional<AlertRule> rule = definition.alert(spec.name());
        Optional<String> template = spec.expression(pack);
        if (rule.isEmpty() || template.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Alert(
                spec,
                rule.get(),
                expression(template.get(), rule.get()),
                labels(spec, rule.get()),
                annotations(spec, rule.get())));
    }

    private String expression(String template, AlertRule rule) {
        String text = template.replace("{limit}", comparison(rule.limit()))
                .replace("{job}", definition.site().job());
        return FLOOR.matcher(text).replaceAll(this::floor);
    }

    private String floor(MatchResult match) {
        return Matcher.quoteReplacement(Numbers.text(definition.floor(match.group(1))));
    }

    /** Prometheus has no hold limit: what it has instead is {@code keep_firing_for}. */
    private static String comparison(Threshold limit) {
        boolean rising = limit instanceof Threshold.Above;
        boolean inclusive = limit instanceof Threshold.Above above
                ? above.inclusive()
                : limit instanceof Threshold.Below below && below.inclusive();
        return (rising ? ">" : "<") + (inclusive ? "= " : " ") + Numbers.text(bound(limit));
    }

    /** The number of a limit with one bound, which is all that a rule can compare with. */
    static double bound(Threshold limit) {
        if (limit instanceof Threshold.Above above) {
            return above.limit();
        }
        if (limit instanceof Threshold.Below below) {
            return below.limit();
        }
        throw new IllegalArgumentException("limit " + limit.condition() + " is a range; a rule needs one bound");
    }

    private Map<String, String> labels(AlertSpec spec, AlertRule rule) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("severity", severity(spec, rule));
        labels.put("sev", rule.severity().name().substring("SEV".length()));
        labels.put("area", spec.area().label());
        if (!spec.service().isEmpty()) {
            labels.put("service", spec.service());
        }
        labels.put("team", spec.area().team());
        labels.put(
                "environment",
                "{{ with $labels.environment }}{{ . }}{{ else }}"
                        + definition.runbook().environment() + "{{ end }}");
        return labels;
    }

    private static String severity(AlertSpec spec, AlertRule rule) {
        if (spec.name().equals("Watchdog")) {
            return "none";
        }
        return switch (rule.channel()) {
            case PAGE -> "critical";
            case CHAT -> "warning";
            case TICKET -> "info";
        };
    }

    private Map<String, String> annotations(AlertSpec spec, AlertRule rule) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", spec.summary());
        annotations.put("description", description(spec, rule));
        annotations.put("runbook_url", definition.runbookUrl() + "#" + anchor(rule.name()));
        annotations.put("dashboard_url", Boards.url(definition, rule));
        annotations.put(
                "respond_within",
                respondWithin(
                        definition.runbook().response().target(rule.severity()).respond()));
        return annotations;
    }

    private String description(AlertSpec spec, AlertRule rule) {
        Indicator indicator = definition.indicator(rule.indicator());
        StringBuilder text = new StringBuilder(spec.meaning());
        text.append(" Now {{ $value | ")
                .append(Unit.of(indicator.unit()).template())
                .append(" }}, limit ")
                .append(definition.condition(indicator, rule.limit()));
        if (!rule.timing().pendingFor().isZero()) {
            text.append(" for ").append(Numbers.duration(rule.timing().pendingFor()));
        }
        text.append('.');
        firstCommand(rule)
                .ifPresent(
                        command -> text.append(" First: ").append(command.text().strip()));
        return text.toString();
    }

    /** The first command of the procedure that answers the alert. */
    private Optional<Command> firstCommand(AlertRule rule) {
        String procedure = rule.procedure();
        return procedure == null
                ? Optional.empty()
                : definition.runbook().procedure(procedure).stream()
                        .flatMap(p -> p.steps().stream())
                        .map(Step::boundTo)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    static String anchor(String alert) {
        return alert.toLowerCase(Locale.ROOT);
    }

    private static String respondWithin(Timing timing) {
        if (timing instanceof Timing.Within within) {
            return Numbers.duration(within.limit());
        }
        return timing instanceof Timing.NextBusinessDay ? "next business day" : "ticket queue";
    }
}
