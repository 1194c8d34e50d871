package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import com.allodoc.ops.runbook.Runbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager's configuration, for 0.25 and every newer one. It routes by label, never by what exists today, so a later alert
 * needs no change. Secrets are read from files.
 */
public final class AlertmanagerFile {
    /** What must be heard even during maintenance. */
    static final List<String> NEVER_MUTED = List.of(
            "DatabaseConnectionFailure",
            "DiskCritical",
            "MemoryCritical",
            "BackupRpoBreached",
            "PossibleBreach",
            "MaintenanceOverrun",
            "NotificationsFailing");

    private static final String COMMENT = """
            Rendered by `allodoc-ops-exporter render alertmanager` from the definition; do not edit.
            For Alertmanager 0.25 and newer. Secrets are files in /etc/alertmanager/secrets.
            """;

    private final Definition definition;
    private final Runbook runbook;
    private final List<String> windows;

    private AlertmanagerFile(Definition definition) {
        this.definition = definition;
        this.runbook = definition.runbook();
        this.windows = runbook.windows().windows().stream().map(Intervals::name).toList();
    }

    public static Document of(Definition definition) {
        return new Document(
                "alertmanager/alertmanager.yml", Yaml.of(COMMENT, new AlertmanagerFile(definition).tree()));
    }

    private Map<String, Object> tree() {
        return Tree.of(
                "global", Tree.of(
                        "resolve_timeout", "5m",
                        "smtp_smarthost", definition.site().smarthost(),
                        "smtp_from", definition.site().mailFrom()),
                "templates", List.of(),
                "route", route(),
                "inhibit_rules", Inhibition.rules(definition),
                "time_intervals", intervals(),
                "receivers", new Receivers(definition).list());
    }

    private Map<String, Object> route() {
        List<String> byService = List.of("environment", "service");
        List<String> byAlert = List.of("alertname", "environment");
        List<Object> routes = new ArrayList<>();
        routes.add(child("heartbeat", List.of("alertname=\"Watchdog\""), List.of("alertname"), "0s", "1m", "5m"));
        routes.add(child("nobody", List.of("severity=\"none\""), List.of("alertname"), "30s", "5m", "12h"));
        routes.add(child(
                "standard", List.of("environment!=\"" + runbook.environment() + "\""), byAlert, "30s", "5m", "12h"));
        routes.add(child(
                "page-security", List.of("team=\"security\"", "sev=\"1\""), List.of("service"), "10s", "1m", "15m"));
        routes.add(child(
                "page",
                List.of("severity=\"critical\"", "alertname=~\"" + String.join("|", NEVER_MUTED) + "\""),
                byService, "10s", "2m", "30m"));
        routes.add(child(
                "page", List.of("severity=\"critical\"", "area=~\"backup|security\""), byService, "10s", "2m", "30m"));
        routes.add(muted(child("page", List.of("severity=\"critical\""), byService, "10s", "2m", "30m")));
        routes.add(child(
                "security", List.of("severity=\"warning\"", "team=\"security\""), byAlert, "30s", "5m", "4h"));
        routes.add(child(
                "standard", List.of("severity=\"warning\"", "area=~\"backup|tls\""),
                List.of("alertname", "environment", "service"), "30s", "5m", "12h"));
        routes.add(muted(child(
                "standard", List.of("severity=\"warning\""),
                List.of("alertname", "environment", "service"), "30s", "5m", "1h")));
        Map<String, Object> tickets =
                child("tickets", List.of("severity=\"info\""), List.of("alertname"), "5m", "1h", "3d");
        tickets.put("active_time_intervals", List.of(Intervals.BUSINESS_HOURS));
        if (!runbook.hours().holidays().isEmpty()) {
            tickets.put("mute_time_intervals", List.of(Intervals.HOLIDAYS));
        }
        routes.add(tickets);
        Map<String, Object> root = timing(Tree.of("receiver", "standard", "group_by", byAlert), "30s", "5m", "12h");
        root.put("routes", routes);
        return root;
    }

    private static Map<String, Object> child(
            String receiver, List<String> matchers, List<String> groupBy, String wait, String interval, String repeat) {
        return timing(
                Tree.of("receiver", receiver, "matchers", matchers, "group_by", groupBy), wait, interval, repeat);
    }

    private static Map<String, Object> timing(Map<String, Object> route, String wait, String interval, String repeat) {
        route.put("group_wait", wait);
        route.put("group_interval", interval);
        route.put("repeat_interval", repeat);
        return route;
    }

    private Map<String, Object> muted(Map<String, Object> route) {
        if (!windows.isEmpty()) {
            route.put("mute_time_intervals", windows);
        }
        return route;
    }

    private List<Object> intervals() {
        List<Object> intervals = new ArrayList<>();
        runbook.windows().windows().forEach(window -> intervals.add(Intervals.of(window)));
        intervals.add(Intervals.of(runbook.hours()));
        if (!runbook.hours().holidays().isEmpty()) {
            intervals.add(Intervals.holidays(runbook.hours().holidays(), runbook.zone()));
        }
        return intervals;
    }
}
