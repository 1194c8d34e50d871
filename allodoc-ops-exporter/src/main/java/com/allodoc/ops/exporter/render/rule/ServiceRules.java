package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.Area.SERVICE;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.runbook.ResourceBudget;
import com.allodoc.ops.runbook.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the definition expects to be there, as series to compare with, and whether a service is up. */
final class ServiceRules {
    static final List<AlertSpec> ALERTS = List.of(
            AlertSpec.of(
                    "ServiceDown",
                    SERVICE,
                    "service:up:min{core=\"true\"} {limit}",
                    "{{ $labels.service }} is down in {{ $labels.environment }}",
                    "A core service is unavailable: its server does not answer, or its container is not running."),
            AlertSpec.of(
                    "ServiceFlapping",
                    SERVICE,
                    "changes(service:up:min[15m]) {limit}",
                    "{{ $labels.service }} goes up and down in {{ $labels.environment }}",
                    "A service changed between up and down again and again within 15 minutes. Each time may have been"
                            + " too short for ServiceDown."),
            AlertSpec.of(
                    "ServiceNeverSeen",
                    SERVICE,
                    """
                    (service:expected:info unless on (environment, service) service:up:min) {limit}
                    """,
                    "{{ $labels.service }} of {{ $labels.environment }} is not watched at all",
                    "The definition has a service of which no check says anything: it was never started, or nobody"
                            + " told the exporter to watch it."));

    private ServiceRules() {}

    /** One series per service, container and budget, so that what never existed can be missed. */
    static List<RecordingRule> inventory(Definition definition) {
        List<RecordingRule> rules = new ArrayList<>();
        String environment = definition.runbook().environment();
        for (Service service : definition.runbook().services()) {
            rules.add(constant("service:expected:info", 1, labels(environment, service)));
            if (service.container() == null) {
                continue;
            }
            Map<String, String> labels = labels(environment, service);
            labels.put("name", service.container());
            rules.add(constant("service:container_expected:info", 1, labels));
            ResourceBudget budget = service.budget();
            if (budget != null) {
                labels = new LinkedHashMap<>(labels);
                labels.remove("core");
                rules.add(constant("service:cpu_budget:cores", budget.cores(), labels));
                rules.add(constant("service:memory_budget:bytes", budget.memoryBytes(), labels));
                rules.add(constant("service:disk_budget:bytes", budget.diskBytes(), labels));
                rules.add(constant("service:network_budget:bytes_rate", budget.networkBitsPerSecond() / 8, labels));
            }
        }
        return rules;
    }

    /** The limits that these rules were rendered with, one series per alert, for a comparison with the exporter's. */
    static List<RecordingRule> limits(Definition definition) {
        String environment = definition.runbook().environment();
        return definition.runbook().alerts().stream()
                .map(alert -> constant(
                        "alert:threshold:value",
                        AlertWriter.bound(alert.limit()),
                        limitLabels(environment, alert.name())))
                .toList();
    }

    private static Map<String, String> limitLabels(String environment, String alert) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("environment", environment);
        labels.put("alert", alert);
        return labels;
    }

    private static Map<String, String> labels(String environment, Service service) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("environment", environment);
        labels.put("service", service.name());
        labels.put("core", Boolean.toString(service.core()));
        return labels;
    }

    private static RecordingRule constant(String name, Number value, Map<String, String> labels) {
        return RecordingRule.of(name, "vector(" + Numbers.text(value) + ")", labels);
    }

    /** The checks of every service, and the worst of them. */
    static List<RecordingRule> up() {
        return List.of(
                check("database", "connection", "min by (environment) (pg_up)"),
                check("redis", "connection", "min by (environment) (redis_up)"),
                RecordingRule.of(
                        "service:check_up:bool",
                        "min by (environment, service) (container:running:bool)",
                        Map.of("check", "container")),
                RecordingRule.of("service:up:min", """
                    min by (environment, service) (service:check_up:bool)
                      * on (environment, service) group_left (core) service:expected:info
                    """));
    }

    private static RecordingRule check(String service, String check, String expression) {
        Map<String, Object> labels = Tree.of("service", service, "check", check);
        Map<String, String> texts = new LinkedHashMap<>();
        labels.forEach((key, value) -> texts.put(key, value.toString()));
        return RecordingRule.of("service:check_up:bool", expression, texts);
    }
}
