package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number under a name of ours, {@code level:metric:operation}, so that rules and dashboards ask for it once. Immutable.
 *
 * @param name recorded as
 * @param expression PromQL without placeholders
 * @param labels added to the result
 */
public record RecordingRule(String name, String expression, Map<String, String> labels) {

    public RecordingRule {
        labels = new LinkedHashMap<>(labels);
    }

    static RecordingRule of(String name, String expression) {
        return new RecordingRule(name, expression.strip(), Map.of());
    }

    static RecordingRule of(String name, String expression, Map<String, String> labels) {
        return new RecordingRule(name, expression.strip(), labels);
    }

    Map<String, Object> yaml() {
        Map<String, Object> yaml = Tree.of("record", name, "expr", expression);
        if (!labels.isEmpty()) {
            yaml.put("labels", labels);
        }
        return yaml;
    }
}
