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
    private static final RunbookKey<String> TITLE =
            RunbookKey.optional("title", RunbookWords.TEXT, "its name", "How people call it.");

    private static final RunbookKey<String> ENDPOINT =
            RunbookKey.required("name", RunbookWords.TEXT, "missing", "What is spoken there, such as `https`.");
    private static final RunbookKey<Integer> PORT =
            RunbookKey.required("port", RunbookWords.COUNT, 1, "The port as it is published on the machine.");
    private static final RunbookKey<Integer> INNER =
            RunbookKey.optional("inner", RunbookWords.COUNT, "none", "The port inside the container.");
    private static final RunbookPart ENDPOINTS =
            RunbookPart.list("endpoints", RunbookShape.of(ENDPOINT, PORT, INNER), "Where the service listens.");

    private static final RunbookKey<Double> CORES =
            RunbookKey.required("cores", RunbookWords.NUMBER, 1.0, "Processor cores.");
    private static final RunbookKey<Double> MEMORY =
            RunbookKey.required("memoryMib", RunbookWords.NUMBER, 1.0, "Memory in MiB.");
    private static final RunbookKey<Double> DISK =
            RunbookKey.required("diskGib", RunbookWords.NUMBER, 1.0, "Disk in GiB.");
    private static final RunbookKey<Double> NETWORK =
            RunbookKey.required("networkMbit", RunbookWords.NUMBER, 1.0, "Network in Mbit/s.");
    private static final RunbookPart BUDGET = RunbookPart.optional(
            "budget",
            RunbookShape.of(CORES, MEMORY, DISK, NETWORK),
            "What the service may use; a container without a limit of its own is measured against it.");

    private static final RunbookKey<String> CONTAINER =
            RunbookKey.optional("container", RunbookWords.TEXT, "none", "The name of its container.");
    private static final RunbookKey<Boolean> CORE =
            RunbookKey.of("core", RunbookWords.FLAG, true, "Whether it pages when it is down.");
    private static final RunbookKey<String> DEPENDS_ON = RunbookKey.list(
            "dependsOn",
            RunbookWords.TEXT,
            "Services it needs; while one of them is down nobody is told about this one.");

    static final RunbookPart SERVICES = RunbookPart.named(
            "services",
            RunbookShape.of(TITLE, CONTAINER, CORE, ENDPOINTS, DEPENDS_ON, BUDGET),
            "What the system is made of.");

    private static final RunbookKey<String> UNIT = RunbookKey.of(
            "unit", RunbookWords.TEXT, "", "Its base unit: `s`, `ratio`, `bytes`, `bytes/s`, or nothing for a count.");
    private static final RunbookKey<Threshold> MISSED = RunbookKey.optional(
            "missed", RunbookWords.LIMIT, "none", "Where the number is no longer as good as was agreed.");

    static final RunbookPart INDICATORS =
            RunbookPart.named("indicators", RunbookShape.of(TITLE, UNIT, MISSED), "The numbers that are watched.");

    private static final RunbookKey<String> INDICATOR =
            RunbookKey.required("indicator", RunbookWords.TEXT, "none", "The number it is about: one of `indicators`.");
    private static final RunbookKey<Threshold> LIMIT =
            RunbookKey.required("limit", RunbookWords.LIMIT, Threshold.above(0), "Where the number is bad.");
    private static final RunbookKey<Duration> FOR = RunbookKey.of(
            "for", RunbookWords.DURATION, Duration.ZERO, "How long it must be bad before somebody is told.");
    private static final RunbookKey<Duration> KEEP =
            RunbookKey.of("keep", RunbookWords.DURATION, Duration.ZERO, "How long the alert outlasts the bad number.");
    private static final RunbookKey<AlertRule.Channel> CHANNEL = RunbookKey.required(
            "channel",
            RunbookWords.choice("way of telling", AlertRule.Channel.class),
            AlertRule.Channel.CHAT,
            "Who is told: `page` is pager and SMS, `chat` is chat and mail, `ticket` is the queue.");
    private static final RunbookKey<Severity> SEVERITY = RunbookKey.required(
            "severity", RunbookWords.SEVERITY, Severity.SEV3, "How bad it is, and with it how soon somebody answers.");
    private static final RunbookKey<String> PROCEDURE =
            RunbookKey.optional("procedure", RunbookWords.TEXT, "none", "What to do: one of `procedures`.");

    static final RunbookPart ALERTS = RunbookPart.named(
            "alerts",
            RunbookShape.of(INDICATOR, LIMIT, FOR, KEEP, CHANNEL, SEVERITY, PROCEDURE),
            "When somebody is told. The names are those that the program can measure.");

    private RunbookParts() {}

    static void services(RunbookFields root, RunbookBuilder runbook) {
        root.named(SERVICES).forEach((name, fields) -> {
            Service.Builder service =
                    Service.builder(name).title(fields.find(TITLE).orElse(name));
            fields.find(CONTAINER).ifPresent(service::container);
            if (!fields.get(CORE)) {
                service.notCore();
            }
            service.dependsOn(fields.all(DEPENDS_ON).toArray(String[]::new));
            fields.parts(ENDPOINTS).forEach(endpoint -> endpoint(endpoint).ifPresent(service::endpoint));
            fields.part(BUDGET).flatMap(RunbookParts::budget).ifPresent(service::budget);
            fields.build(service::build).ifPresent(runbook::service);
        });
    }

    private static Optional<Endpoint> endpoint(RunbookFields fields) {
        String name = fields.get(ENDPOINT);
        int port = fields.get(PORT);
        Optional<Integer> inner = fields.find(INNER);
        return fields.build(() -> new Endpoint(name, port, inner.orElse(null)));
    }

    private static Optional<ResourceBudget> budget(RunbookFields fields) {
        double cores = fields.get(CORES);
        long memory = fields.get(MEMORY).longValue();
        long disk = fields.get(DISK).longValue();
        long network = fields.get(NETWORK).longValue();
        return fields.build(() -> ResourceBudget.of(cores, memory, disk, network));
    }

    /** The names of those that were written down, right or wrong. */
    static List<String> indicators(RunbookFields root, RunbookBuilder runbook) {
        Map<String, RunbookFields> indicators = root.named(INDICATORS);
        indicators.forEach((name, fields) -> {
            String title = fields.find(TITLE).orElse(name);
            String unit = fields.get(UNIT);
            @Nullable Threshold missed = fields.find(MISSED).orElse(null);
            fields.build(() -> new Indicator(name, title, unit, missed)).ifPresent(runbook::indicator);
        });
        return List.copyOf(indicators.keySet());
    }

    static void alerts(RunbookFields root, RunbookBuilder runbook, List<String> known) {
        root.named(ALERTS).forEach((name, fields) -> {
            String indicator = fields.get(INDICATOR, text -> oneOf(text, known));
            Threshold limit = fields.get(LIMIT);
            AlertTiming timing = new AlertTiming(fields.get(FOR), fields.get(KEEP));
            AlertRule.Channel channel = fields.get(CHANNEL);
            Severity severity = fields.get(SEVERITY);
            @Nullable String procedure = fields.find(PROCEDURE).orElse(null);
            fields.build(() -> new AlertRule(name, indicator, limit, timing, channel, severity, procedure))
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
