package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The head that all dashboards share: a name made from their area, and choices each of which narrows the next. Immutable.
 *
 * @param metric whose series have the labels that are chosen by
 */
record Head(String area, String title, String about, String metric, List<Variable> variables) {
    private static final String RANGE = "now-6h";

    Head {
        variables = List.copyOf(variables);
    }

    /** With the choice of an environment, which every dashboard has. */
    static Head of(String area, String title, String about, String metric) {
        return new Head(area, title, about, metric, List.of()).choose("environment", "Environment", true, ".*");
    }

    /** And of the job and one or more instances. */
    Head instances() {
        return choose("job", "Job", true, ".+").choose("instance", "Instance", true, ".+");
    }

    /** And of the servers that one exporter watches; series of a single one lack the label. */
    Head servers() {
        return instances().choose("server", "Server", true, ".*");
    }

    /**
     * And of a value of one more label, among those that the choices before leave.
     *
     * @param all what "All" matches; unused for a single choice
     */
    Head choose(String name, String label, boolean isMulti, String all) {
        String filter = variables.stream()
                .map(before -> before.name() + "=~\"$" + before.name() + "\"")
                .collect(Collectors.joining(", "));
        List<Variable> more = new ArrayList<>(variables);
        more.add(new Variable(name, label, metric, filter, isMulti, all));
        return new Head(area, title, about, metric, more);
    }

    Dashboard over(Definition definition, Row... rows) {
        return new Dashboard(
                "allodoc-" + area,
                definition.runbook().system() + " / " + title,
                area,
                about,
                RANGE,
                variables,
                List.of(rows));
    }
}
