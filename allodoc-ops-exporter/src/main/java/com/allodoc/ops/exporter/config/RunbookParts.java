package com.allodoc.ops.exporter.config;

import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Endpoint;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.runbook.ResourceBudget;
import com.allodoc.ops.runbook.RunbookBuilder;
import com.allodoc.ops.runbook.Service;
import com.allodoc.ops.threshold.AlertTiming;
import com.allodoc.ops.threshold.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code services}, {@code indicators} and {@code alerts}: what is watched. */
final class RunbookParts {
    private RunbookParts() {}

    static void services(RunbookFields root, RunbookBuilder runbook) {
        root.map("services").forEach((name, fields) -> {
            Service.Builder service = Service.builder(name).title(fields.text("title", name));
            if (fields.has("container")) {
                service.container(fields.text("container"));
            }
            if (!fields.flag("core", true)) {
                service.notCore();
            }
            service.dependsOn(fields.texts("dependsOn").toArray(String[]::new));
            fields.list("endpoints").forEach(endpoint -> endpoint(endpoint).ifPresent(service::endpoint));
            if (fields.has("budget")) {
                fields.object("budget").flatMap(RunbookParts::budget).ifPresent(service::budget);
            }
            fields.build(service::build).ifPresent(runbook::service);
        });
    }

    private static Optional<Endpoint> endpoint(RunbookFields fields) {
        String name = fields.text("name");
        int port = (int) fields.number("port");
        Optional<Double> inner = fields.optional("inner", RunbookWords::number);
        return fields.build(
                () -> new Endpoint(name, port, inner.map(Double::intValue).orElse(null)));
    }

    private static Optional<ResourceBudget> budget(RunbookFields fields) {
        double cores = fields.number("cores");
        long memory = (long) fields.number("memoryMib");
        long disk = (long) fields.number("diskGib");
        long network = (long) fields.number("networkMbit");
        return fields.build(() -> ResourceBudget.of(cores, memory, disk, network));
    }

    /** The names of those that were written down, right or wrong. */
    static List<String> indicators(RunbookFields root, RunbookBuilder runbook) {
        Map<String, RunbookFields> indicators = root.map("indicators");
        indicators.forEach((name, fields) -> {
            String title = fields.text("title", name);
            String unit = fields.text("unit", "");
            @Nullable
            Threshold missed = fields.optional("missed", RunbookWords::limit).orElse(null);
            fields.build(() -> new Indicator(name, title, unit, missed)).ifPresent(runbook::indicator);
        });
        return List.copyOf(indicators.keySet());
    }

    static void alerts(RunbookFields root, RunbookBuilder runbook, List<String> known) {
        root.map("alerts").forEach((name, fields) -> {
            String indicator = fields.required("indicator", text -> oneOf(text, known), "none");
            Threshold limit = fields.required("limit", RunbookWords::limit, Threshold.above(0));
            AlertTiming timing =
                    new AlertTiming(fields.duration("for", Duration.ZERO), fields.duration("keep", Duration.ZERO));
            AlertRule.Channel channel = fields.required(
                    "channel", text -> RunbookWords.constant(AlertRule.Channel.class, text), AlertRule.Channel.CHAT);
            Severity severity = fields.required("severity", Severity::parse, Severity.SEV3);
            String procedure = fields.text("procedure", "");
            fields.build(() -> new AlertRule(
                            name, indicator, limit, timing, channel, severity, procedure.isEmpty() ? null : procedure))
                    .ifPresent(runbook::alert);
        });
    }

    private static String oneOf(String text, List<String> known) {
        if (known.contains(text)) {
            return text;
        }
        throw new IllegalArgumentException("is no indicator of this definition" + Nearest.hint(text, known));
    }
}
