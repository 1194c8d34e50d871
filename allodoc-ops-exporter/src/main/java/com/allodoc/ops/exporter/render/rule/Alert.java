package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.runbook.AlertRule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alerting rule, complete. Immutable.
 *
 * @param rule the definition's part
 * @param expression PromQL without placeholders
 */
public record Alert(
        AlertSpec spec,
        AlertRule rule,
        String expression,
        Map<String, String> labels,
        Map<String, String> annotations) {

    public Alert {
        labels = new LinkedHashMap<>(labels);
        annotations = new LinkedHashMap<>(annotations);
    }

    public String name() {
        return rule.name();
    }

    Map<String, Object> yaml() {
        Map<String, Object> yaml = Tree.of("alert", name(), "expr", expression);
        if (!rule.timing().pendingFor().isZero()) {
            yaml.put("for", Numbers.duration(rule.timing().pendingFor()));
        }
        if (!rule.timing().keepFiringFor().isZero()) {
            yaml.put("keep_firing_for", Numbers.duration(rule.timing().keepFiringFor()));
        }
        yaml.put("labels", labels);
        yaml.put("annotations", annotations);
        return yaml;
    }
}
