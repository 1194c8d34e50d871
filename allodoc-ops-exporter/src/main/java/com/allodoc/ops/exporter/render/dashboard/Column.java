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
 * @param width in pixels; 0 shares what the others leave
 */
public record Column(String title, String label, String query, Unit unit, Steps steps, Mapping mapping, int width) {

    /** The values of a label. */
    public static Column label(String title, String label) {
        return new Column(title, label, "", Unit.COUNT, Steps.NONE, Mapping.NONE, 0);
    }

    /** The value of a query. */
    public static Column value(String title, String query, Unit unit) {
        return new Column(title, "", query, unit, Steps.NONE, Mapping.NONE, 0);
    }

    public Column steps(Steps value) {
        return new Column(title, label, query, unit, value, mapping, width);
    }

    public Column mapping(Mapping value) {
        return new Column(title, label, query, unit, steps, value, width);
    }

    /** Takes no more room than this, so that its neighbours have theirs. */
    public Column narrow(int pixels) {
        return new Column(title, label, query, unit, steps, mapping, pixels);
    }

    boolean isLabel() {
        return query.isEmpty();
    }

    /** What Grafana must be told about this column alone. */
    Map<String, Object> override() {
        List<Object> properties = new ArrayList<>();
        if (isLabel()) {
            // A label that looks like a number, such as a queryid, would be shown as 5.61 quintillions.
            properties.add(property("unit", "string"));
        } else {
            values(properties);
        }
        if (width > 0) {
            properties.add(property("custom.width", width));
        }
        Map<String, Object> matcher = Tree.of("id", "byName", "options", title);
        Map<String, Object> json = Tree.of(
                "matcher", matcher,
                "properties", properties);
        return json;
    }

    private void values(List<Object> properties) {
        properties.add(property("unit", unit.grafana()));
        // The table's own text is about the whole table, not about one cell.
        properties.add(property("noValue", "-"));
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
    }

    private static Map<String, Object> property(String id, Object value) {
        Map<String, Object> json = Tree.of(
                "id", id,
                "value", value);
        return json;
    }
}
