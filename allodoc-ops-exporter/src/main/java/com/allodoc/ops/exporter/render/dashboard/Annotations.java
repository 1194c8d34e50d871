package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.List;
import java.util.Map;

/** What is marked on every trend: alerts as they fired, each severity to be switched off by itself. */
final class Annotations {
    private Annotations() {}

    static List<Object> json() {
        return List.of(
                firing("Critical alerts", "critical", "red", true),
                firing("Warnings", "warning", "orange", false),
                restarts());
    }

    private static Map<String, Object> firing(String name, String severity, String colour, boolean isOn) {
        return query(
                name,
                colour,
                isOn,
                "ALERTS{alertstate=\"firing\", severity=\"" + severity + "\"}",
                "{{alertname}} {{service}}");
    }

    private static Map<String, Object> restarts() {
        return query(
                "Container starts",
                "blue",
                false,
                "changes(container_start_time_seconds{name!=\"\"}[2m]) > 0",
                "{{name}} started");
    }

    private static Map<String, Object> query(String name, String colour, boolean isOn, String expr, String title) {
        return Tree.of(
                "name", name,
                "datasource", Dashboard.DATASOURCE,
                "enable", isOn,
                "iconColor", colour,
                "expr", expr,
                "step", "60s",
                "titleFormat", title);
    }
}
