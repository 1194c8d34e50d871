package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One column of a table: a label, or the value of a query. Immutable.
 *
 * @param title of the column; unique in its table
 * @param label whose values it shows; empty for a value
 * @param query that gives it; empty for a label
 */
public record Column(String title, String label, String query, Unit unit, Steps steps, Mapping mapping) {

    /** The values of a label. */
    public static Column label(String title, String label) {
        return new Column(title, label, "", Unit.COUNT, Steps.NONE, Mapping.NONE);
    }

    /** The value of a query. */
    public static Column value(String title, String query, Unit unit) {
        return new Column(title, "", query, unit, Steps.NONE, Mapping.NONE);
    }

    public Column steps(Steps value) {
        return new Column(title, label, query, unit, value, mapping);
    }

    public Column mapping(Mapping value) {
        return new Column(title, label, query, unit, steps, value);
    }

    boolean isLabel() {
        return query.isEmpty();
    }

    /** What Grafana must be told about this column alone. */
    Map<String, Object> override() {
        List<Object> properties = new ArrayList<>();
        properties.add(property("unit", unit.grafana()));
        if (unit == Unit.RATIO) {
            properties.add(property("decimals", 1));
        }
        if (!steps.steps().isEmpty()) {
            properties.add(property("thresholds", steps.json()));
        }
        if (!mapping.words().isEmpty()) {
            properties.add(property("mappings", mapping.json()));
        }
        if (!steps.steps().isEmpty() || !mapping.words().isEmpty()) {
            properties.add(property("custom.cellOptions", Map.of("type", "color-text")));
        }
        Map<String, Object> matcher = Tree.of("id", "byName", "options", title);
        Map<String, Object> json = Tree.of(
                "matcher", matcher,
                "properties", properties);
        return json;
    }

    private static Map<String, Object> property(String id, Object value) {
        Map<String, Object> json = Tree.of(
                "id", id,
                "value", value);
        return json;
    }
}
