package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same alerts as Grafana's own, for teams that alert from there. Prometheus still records; it must not have the alert
 * rules as well, or everybody is told twice.
 */
public final class GrafanaAlerts {
    private static final String COMMENT = """
        Rendered by `allodoc-ops-exporter render rules` from the definition; do not edit.
        For Grafana's /etc/grafana/provisioning/alerting, instead of Prometheus's alert rules, never beside them.
        Prometheus still needs rules/native/recording.yml.
        """;

    /** Where a query looks; an instant query only ever takes the newest sample of it. */
    private static final Map<String, Object> LOOK_BACK = Tree.of("from", 600, "to", 0);

    private final Definition definition;
    private final String datasource;

    private GrafanaAlerts(Definition definition, String datasource) {
        this.definition = definition;
        this.datasource = datasource;
    }

    /**
     * The file, a group per area.
     *
     * @param datasource the uid of Prometheus in Grafana
     */
    public static Document of(Definition definition, String datasource) {
        GrafanaAlerts alerts = new GrafanaAlerts(definition, datasource);
        List<Object> groups = new ArrayList<>();
        for (Area area : Area.values()) {
            List<Map<String, Object>> rules = RuleCatalog.alerts(definition, Pack.NATIVE, area).stream()
                    .map(alerts::rule)
                    .toList();
            if (!rules.isEmpty()) {
                groups.add(Tree.of(
                        "orgId",
                        1,
                        "name",
                        "allodoc-" + area.label(),
                        "folder",
                        "AlloDoc",
                        "interval",
                        area.interval(),
                        "rules",
                        rules));
            }
        }
        return new Document(
                "grafana/alerting/allodoc.yml", Yaml.of(COMMENT, Tree.of("apiVersion", 1, "groups", groups)));
    }

    private Map<String, Object> rule(Alert alert) {
        return Tree.of(
                "uid",
                definition.uid("allodoc-" + alert.name().toLowerCase(Locale.ROOT)),
                "title",
                alert.name(),
                "condition",
                "B",
                "data",
                List.of(query(alert.expression()), anySample()),
                // The query gives only what is bad, so nothing means that all is well.
                "noDataState",
                "OK",
                "execErrState",
                "Error",
                "for",
                Numbers.duration(alert.rule().timing().pendingFor()),
                "labels",
                templates(alert.labels()),
                "annotations",
                templates(alert.annotations()),
                "isPaused",
                false);
    }

    private Map<String, Object> query(String expression) {
        return Tree.of(
                "refId",
                "A",
                "relativeTimeRange",
                LOOK_BACK,
                "datasourceUid",
                datasource,
                "model",
                Tree.of("refId", "A", "expr", expression, "instant", true, "range", false));
    }

    /** Whatever the query gives is bad, a 0 of something that is down too. */
    private static Map<String, Object> anySample() {
        return Tree.of(
                "refId",
                "B",
                "relativeTimeRange",
                LOOK_BACK,
                "datasourceUid",
                "__expr__",
                "model",
                Tree.of("refId", "B", "type", "math", "expression", "is_number($A)"));
    }

    /** In Grafana {@code $value} is a text of all values; the number is that of the query. */
    private static Map<String, String> templates(Map<String, String> texts) {
        Map<String, String> templates = new LinkedHashMap<>();
        texts.forEach((name, text) -> templates.put(name, text.replace("$value", "$values.A.Value")));
        return templates;
    }
}
