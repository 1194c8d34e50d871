package com.allodoc.ops.exporter.render.dashboard;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.Map;

/**
 * One query of a panel. Immutable.
 *
 * @param expression PromQL, where {@code {@}} stands for the selector of the dashboard
 * @param legend the name of its series, with labels as {@code {{label}}}; the title of its column in a table
 * @param shape what comes back
 */
public record Query(String expression, String legend, Shape shape) {

    /** What comes back. */
    public enum Shape {
        /** Values over the time of the dashboard. */
        RANGE,
        /** One value per series, now. */
        INSTANT,
        /** The same as rows. */
        TABLE
    }

    public Query {
        requireNonNull(expression, "expression");
        requireNonNull(legend, "legend");
        requireNonNull(shape, "shape");
    }

    /** A metric with one series per server, which always says which one: alone on its page it has no label server. */
    static String byServer(String metric) {
        return metric + "{@, server!=\"\"} or label_replace(" + metric
                + "{@, server=\"\"}, \"server\", \"$1\", \"instance\", \"(.*)\")";
    }

    Map<String, Object> json(int index, String selector) {
        Map<String, Object> json = Tree.of(
                "refId",
                refId(index),
                "datasource",
                Dashboard.DATASOURCE,
                "editorMode",
                "code",
                "expr",
                expression(selector),
                "format",
                shape == Shape.TABLE ? "table" : "time_series",
                "instant",
                shape != Shape.RANGE,
                "range",
                shape == Shape.RANGE,
                "legendFormat",
                shape == Shape.TABLE ? "" : legend);
        return json;
    }

    String expression(String selector) {
        return expression.replace("{@", "{" + selector);
    }

    static String refId(int index) {
        return String.valueOf((char) ('A' + index));
    }
}
