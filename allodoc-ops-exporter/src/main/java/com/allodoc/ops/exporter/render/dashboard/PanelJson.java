package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A panel as Grafana's classic JSON. */
final class PanelJson {
    private final Panel panel;
    private final String selector;

    PanelJson(Panel panel, String selector) {
        this.panel = panel;
        this.selector = selector;
    }

    Map<String, Object> at(int id, int x, int y) {
        Map<String, Object> json = Tree.of(
                "id", id,
                "type", panel.kind().type(),
                "title", panel.title(),
                "description", panel.description(),
                "gridPos", gridPos(panel.width(), panel.height(), x, y),
                "datasource", Dashboard.DATASOURCE,
                "fieldConfig", fieldConfig(),
                "options", panel.kind().options(panel),
                "targets", targets(),
                "transformations", panel.kind() == PanelKind.TABLE ? transformations() : List.of());
        return json;
    }

    static Map<String, Object> gridPos(int w, int h, int x, int y) {
        Map<String, Object> json = Tree.of(
                "h", h,
                "w", w,
                "x", x,
                "y", y);
        return json;
    }

    private List<Object> targets() {
        List<Object> targets = new ArrayList<>();
        for (Query query : panel.queries()) {
            targets.add(query.json(targets.size(), selector));
        }
        return targets;
    }

    private Map<String, Object> fieldConfig() {
        Map<String, Object> defaults = Tree.of(
                "color", Map.of("mode", panel.kind().colours()),
                "custom", panel.kind().custom(panel));
        if (panel.unit() == Unit.RATIO) {
            defaults.put("decimals", 1);
        }
        defaults.put("mappings", panel.mapping().json());
        panel.min().ifPresent(value -> defaults.put("min", value));
        panel.max().ifPresent(value -> defaults.put("max", value));
        defaults.put("noValue", panel.noValue());
        defaults.put("thresholds", panel.steps().json());
        defaults.put("unit", panel.unit().grafana());
        Map<String, Object> json = Tree.of("defaults", defaults);
        json.put("overrides", panel.columns().stream().map(Column::override).toList());
        return json;
    }

    /** All queries become one table, whose columns get our names and our order. */
    private List<Object> transformations() {
        Map<String, Object> rename = new LinkedHashMap<>();
        Map<String, Object> order = new LinkedHashMap<>();
        int values = 0;
        for (Column column : panel.columns()) {
            String field = column.isLabel() ? column.label() : valueField(values++);
            rename.put(field, column.title());
            order.put(field, order.size());
        }
        Map<String, Object> organize = Tree.of(
                "excludeByName", Map.of("Time", true),
                "indexByName", order,
                "renameByName", rename);
        return List.of(transformation("merge", Map.of()), transformation("organize", organize));
    }

    private String valueField(int index) {
        return panel.queries().size() == 1 ? "Value" : "Value #" + Query.refId(index);
    }

    private static Map<String, Object> transformation(String id, Map<String, Object> options) {
        Map<String, Object> json = Tree.of(
                "id", id,
                "options", options);
        return json;
    }
}
