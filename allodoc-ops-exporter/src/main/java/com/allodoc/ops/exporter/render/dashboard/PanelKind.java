package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.List;
import java.util.Map;

/** The panel types that are used, all of them part of Grafana, with the options that make them ours. */
public enum PanelKind {
    /** One number, or one tile per series. */
    STAT("stat") {
        @Override
        Map<String, Object> options(Panel panel) {
            boolean sparks = panel.queries().stream().anyMatch(q -> q.shape() == Query.Shape.RANGE);
            Map<String, Object> options = Tree.of(
                    "colorMode",
                    panel.isFilled() ? "background" : "value",
                    "graphMode",
                    sparks ? "area" : "none",
                    "justifyMode",
                    "auto",
                    "orientation",
                    "auto",
                    "percentChangeColorMode",
                    "standard",
                    "reduceOptions",
                    REDUCE,
                    "showPercentChange",
                    false,
                    "textMode",
                    panel.isNamed() ? "value_and_name" : "auto",
                    "wideLayout",
                    true);
            return options;
        }
    },
    /** Lines over time, with the limits as dashed lines. */
    TIMESERIES("timeseries") {
        @Override
        Map<String, Object> options(Panel panel) {
            Map<String, Object> legend = Tree.of(
                    "calcs",
                    panel.hasManySeries() ? List.of("lastNotNull", "max") : List.of(),
                    "displayMode",
                    panel.hasManySeries() ? "table" : "list",
                    "placement",
                    "bottom",
                    "showLegend",
                    true);
            if (panel.hasManySeries()) {
                // A long legend scrolls: what counts must be at its top.
                legend.put("sortBy", "Last *");
                legend.put("sortDesc", true);
            }
            Map<String, Object> options =
                    Tree.of("legend", legend, "tooltip", Tree.of("mode", "multi", "sort", "desc"));
            return options;
        }

        @Override
        Map<String, Object> custom(Panel panel) {
            boolean drawn = panel.steps().drawn() && !panel.steps().steps().isEmpty();
            Map<String, Object> custom = Tree.of(
                    "drawStyle",
                    "line",
                    "lineWidth",
                    1,
                    "fillOpacity",
                    panel.hasManySeries() ? 0 : 10,
                    "showPoints",
                    "never",
                    "spanNulls",
                    false,
                    "axisSoftMin",
                    0,
                    "thresholdsStyle",
                    Map.of("mode", drawn ? "dashed" : "off"));
            return custom;
        }

        @Override
        String colours() {
            return "palette-classic";
        }
    },
    /** One bar per series. */
    BARGAUGE("bargauge") {
        @Override
        Map<String, Object> options(Panel panel) {
            Map<String, Object> legend =
                    Tree.of("calcs", List.of(), "displayMode", "list", "placement", "bottom", "showLegend", false);
            Map<String, Object> options = Tree.of(
                    "displayMode",
                    "lcd",
                    "legend",
                    legend,
                    "maxVizHeight",
                    300,
                    "minVizHeight",
                    16,
                    "minVizWidth",
                    8,
                    "namePlacement",
                    "auto",
                    "orientation",
                    "horizontal",
                    "reduceOptions",
                    REDUCE,
                    "showUnfilled",
                    true,
                    "sizing",
                    "auto",
                    "valueMode",
                    "color");
            return options;
        }
    },
    /** Rows of labels and values. */
    TABLE("table") {
        @Override
        Map<String, Object> options(Panel panel) {
            Map<String, Object> options = Tree.of("cellHeight", "sm", "frameIndex", 0, "showHeader", true);
            panel.sortedBy()
                    .ifPresent(title -> options.put(
                            "sortBy", List.of(Tree.of("desc", !panel.isLabel(title), "displayName", title))));
            return options;
        }

        @Override
        Map<String, Object> custom(Panel panel) {
            Map<String, Object> custom =
                    Tree.of("align", "auto", "cellOptions", Map.of("type", "auto"), "inspect", false);
            return custom;
        }
    },
    /** Words. */
    TEXT("text") {
        @Override
        Map<String, Object> options(Panel panel) {
            Map<String, Object> options = Tree.of("mode", "markdown", "content", panel.text());
            return options;
        }
    };

    private static final Map<String, Object> REDUCE = reduce();

    private final String type;

    PanelKind(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    abstract Map<String, Object> options(Panel panel);

    Map<String, Object> custom(Panel panel) {
        return Map.of();
    }

    String colours() {
        return "thresholds";
    }

    private static Map<String, Object> reduce() {
        Map<String, Object> reduce = Tree.of("calcs", List.of("lastNotNull"), "fields", "", "values", false);
        return reduce;
    }
}
