package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.rule.RuleCatalog;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which alert makes which other superfluous. A label that both lack counts as equal. An alert that is never muted is never
 * inhibited by one that can be: the mute would swallow both.
 */
final class Inhibition {
    private static final List<String> SAME_THING = List.of(
            "environment", "instance", "server", "datname", "mountpoint", "name", "slot_name", "schemaname", "relname");

    private Inhibition() {}

    static List<Object> rules(Definition definition) {
        List<Object> rules = new ArrayList<>();
        rules.add(rule(
                List.of("alertname=\"ServiceDown\""),
                List.of(
                        "alertname!~\"ServiceDown|" + String.join("|", AlertmanagerFile.NEVER_MUTED) + "\"",
                        "area!~\"backup|security|monitoring\""),
                List.of("environment", "service")));
        for (Service service : definition.runbook().services()) {
            if (!service.dependsOn().isEmpty()) {
                rules.add(rule(
                        List.of(
                                "alertname=\"ServiceDown\"",
                                "service=~\"" + String.join("|", service.dependsOn()) + "\""),
                        List.of(
                                "alertname=~\"ServiceDown|ServiceFlapping|ContainerUnhealthy|HighErrorRate|HighResponseTime\"",
                                "service=\"" + service.name() + "\""),
                        List.of("environment")));
            }
        }
        rules.add(rule(
                List.of("alertname=\"DatabaseConnectionFailure\""),
                List.of("area=\"postgres\"", "alertname!=\"DatabaseConnectionFailure\""),
                List.of("environment")));
        rules.add(rule(
                List.of("alertname=\"ExporterDown\""),
                List.of("alertname=~\"ServiceNeverSeen|TargetDown|CollectorFailing\""),
                List.of("environment")));
        rules.add(rule(
                List.of("alertname=~\"ContainerNotRunning|SupportContainerNotRunning\""),
                List.of("alertname=~\"ContainerUnhealthy|ContainerRestarting\""),
                List.of("environment", "name")));
        levels(definition, rules);
        return rules;
    }

    /** The paging alert on a number silences the milder ones on the same number of the same thing. */
    private static void levels(Definition definition, List<Object> rules) {
        for (AlertRule page : definition.runbook().alerts()) {
            if (page.channel() != AlertRule.Channel.PAGE) {
                continue;
            }
            List<String> milder = definition.runbook().alertsOn(page.indicator()).stream()
                    .filter(alert -> alert.channel() != AlertRule.Channel.PAGE)
                    .map(AlertRule::name)
                    .filter(name -> RuleCatalog.spec(name).isPresent())
                    .toList();
            if (!milder.isEmpty() && RuleCatalog.spec(page.name()).isPresent()) {
                rules.add(rule(
                        List.of("alertname=\"" + page.name() + "\""),
                        List.of("alertname=~\"" + String.join("|", milder) + "\""),
                        SAME_THING));
            }
        }
    }

    private static Map<String, Object> rule(List<String> source, List<String> target, List<String> equal) {
        return Tree.of("source_matchers", source, "target_matchers", target, "equal", equal);
    }
}
