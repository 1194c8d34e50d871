package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.List;
import java.util.Map;

/**
 * A choice at the top of a dashboard. Immutable.
 *
 * @param name of the variable and of the label it chooses by
 * @param title for people
 * @param metric whose series have the label
 * @param filter what was chosen before it, as matchers
 * @param isMulti whether several may be chosen at once
 * @param all what "All" matches; {@code .*} where series may lack the label
 */
record Variable(String name, String title, String metric, String filter, boolean isMulti, String all) {

    /** The data source itself, so that no dashboard names one. */
    static Map<String, Object> datasource() {
        Map<String, Object> json = Tree.of(
                "type",
                "datasource",
                "name",
                "datasource",
                "label",
                "Data source",
                "query",
                "prometheus",
                "refresh",
                1,
                "hide",
                0,
                "includeAll",
                false,
                "multi",
                false,
                "options",
                List.of(),
                "regex",
                "",
                "skipUrlSync",
                false);
        return json;
    }

    /** The matcher that a selector needs for it. */
    String matcher() {
        return name + "=~\"$" + name + "\"";
    }

    Map<String, Object> json() {
        String query = "label_values(" + metric + (filter.isEmpty() ? "" : "{" + filter + "}") + ", " + name + ")";
        Map<String, Object> json = Tree.of(
                "type", "query",
                "name", name,
                "label", title,
                "datasource", Dashboard.DATASOURCE,
                "definition", query,
                "query", query,
                "refresh", 2,
                "sort", 1,
                "hide", 0,
                "includeAll", isMulti,
                "multi", isMulti);
        if (isMulti) {
            json.put("allValue", all);
            Map<String, Object> current = Tree.of(
                    "selected", true,
                    "text", List.of("All"),
                    "value", List.of("$__all"));
            json.put("current", current);
        }
        json.put("options", List.of());
        json.put("regex", "");
        json.put("skipUrlSync", false);
        return json;
    }
}
