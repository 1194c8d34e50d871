package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule there is for a definition and a pack. An alert that the definition leaves out is left out. */
public final class RuleCatalog {
    private static final Map<String, String> LATER = Map.of(
            "HighErrorRate", "comes with the access log",
            "HighResponseTime", "comes with the access log",
            "BackupFailed", "comes with the backup catalogue",
            "MultipleFailedLogins", "comes with the logs",
            "CertificateExpiry", "comes with the probes");
    private static final Set<String> LATER_INDICATORS = Set.of(
            "http_p95_seconds",
            "http_slow_ratio",
            "http_error_ratio",
            "http_requests_per_minute",
            "backup_failures",
            "certificate_seconds",
            "failed_logins");

    private RuleCatalog() {}

    /** Every alert that can be measured, by area. */
    public static List<AlertSpec> specs() {
        return Stream.of(
                        ServiceRules.ALERTS,
                        PostgresRules.ALERTS,
                        RedisRules.ALERTS,
                        ContainerRules.ALERTS,
                        HostRules.ALERTS,
                        MonitoringRules.ALERTS)
                .flatMap(List::stream)
                .toList();
    }

    /** Alerts of the definition that nothing here measures yet, and why. */
    public static Map<String, String> later() {
        return LATER;
    }

    /** Numbers of the definition that nothing here measures yet. */
    public static Set<String> laterIndicators() {
        return LATER_INDICATORS;
    }

    /** How an alert is measured; empty when nothing here can. */
    public static Optional<AlertSpec> spec(String name) {
        return specs().stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    /** The recording rules, each after those it reads. */
    public static List<RecordingRule> records(Definition definition) {
        List<RecordingRule> rules = new ArrayList<>(ServiceRules.inventory(definition));
        rules.addAll(ServiceRules.limits(definition));
        rules.addAll(PostgresRules.RECORDS);
        rules.addAll(RedisRules.RECORDS);
        rules.addAll(ContainerRules.RECORDS);
        rules.addAll(HostRules.RECORDS);
        rules.addAll(ServiceRules.up());
        return rules;
    }

    /** The alerts of one area that the definition has and the pack can measure. */
    public static List<Alert> alerts(Definition definition, Pack pack, Area area) {
        AlertWriter writer = new AlertWriter(definition, pack);
        return specs().stream()
                .filter(spec -> spec.area() == area)
                .flatMap(spec -> writer.write(spec).stream())
                .toList();
    }

    /** All alerts of a pack. */
    public static List<Alert> alerts(Definition definition, Pack pack) {
        return Stream.of(Area.values())
                .flatMap(area -> alerts(definition, pack, area).stream())
                .collect(Collectors.toList());
    }
}
