package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Json;
import com.allodoc.ops.exporter.render.text.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dashboard, written as Grafana's classic JSON, which every Grafana from 9 on reads. Immutable.
 *
 * @param slug names the file, and with the definition's prefix it is the uid
 * @param area its second tag
 * @param range how far back it looks when it is opened
 * @param variables beside the data source, in the order in which one narrows the next
 */
public record Dashboard(
        String slug, String title, String area, String about, String range, List<Variable> variables, List<Row> rows) {

    /** Columns of Grafana's grid. */
    static final int WIDTH = 24;

    static final Map<String, Object> DATASOURCE = Tree.of("type", "prometheus", "uid", "${datasource}");

    private static final int SCHEMA_VERSION = 39;

    public Dashboard {
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
    }

    /** Every panel, in order. */
    public List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    /** The expressions of a panel as Grafana sends them, variables still in them. */
    public List<String> expressions(Panel panel) {
        return panel.queries().stream().map(q -> q.expression(selector())).toList();
    }

    /** The query of every variable, as label and metric. */
    public Stream<String> variableMetrics() {
        return variables.stream().map(Variable::metric);
    }

    /** The number that Grafana knows a panel by, within this dashboard. */
    public int id(Panel panel) {
        int id = 1;
        for (Row row : rows) {
            for (Panel each : row.panels()) {
                id++;
                if (each.equals(panel)) {
                    return id;
                }
            }
            id++;
        }
        throw new IllegalArgumentException("panel " + panel.title() + " is not on dashboard " + slug);
    }

    /** What every selector of this dashboard has. */
    String selector() {
        return variables.stream().map(Variable::matcher).collect(Collectors.joining(", "));
    }

    /** The file. */
    public String json(Definition definition) {
        return Json.of(Tree.of(
                "uid",
                definition.uid(slug),
                "title",
                title,
                "description",
                about,
                "tags",
                List.of("allodoc", area),
                "timezone",
                "browser",
                "editable",
                false,
                "graphTooltip",
                1,
                "time",
                Tree.of("from", range, "to", "now"),
                "timepicker",
                Tree.of("refresh_intervals", List.of("30s", "1m", "5m", "15m", "1h")),
                "refresh",
                "1m",
                "schemaVersion",
                SCHEMA_VERSION,
                "version",
                1,
                "links",
                links(definition),
                "annotations",
                Tree.of("list", Annotations.json()),
                "templating",
                Tree.of("list", templating()),
                "panels",
                panelsJson()));
    }

    private List<Object> templating() {
        List<Object> list = new ArrayList<>();
        list.add(Variable.datasource());
        variables.forEach(variable -> list.add(variable.json()));
        return list;
    }

    private static List<Object> links(Definition definition) {
        return List.of(
                link("AlloDoc", "dashboards", "", List.of("allodoc"), "Every dashboard of this set"),
                link("Runbook", "link", definition.runbookUrl(), List.of(), "What every alert means and what to do"),
                link(
                        "Alerts",
                        "link",
                        definition.alertmanagerUrl(),
                        List.of(),
                        "Alertmanager: what fires, what is silenced"));
    }

    private static Map<String, Object> link(String title, String type, String url, List<String> tags, String tooltip) {
        boolean isDropdown = type.equals("dashboards");
        return Tree.of(
                "title", title,
                "type", type,
                "icon", isDropdown ? "dashboard" : "external link",
                "tooltip", tooltip,
                "url", url,
                "tags", tags,
                "asDropdown", isDropdown,
                "targetBlank", !isDropdown,
                "includeVars", isDropdown,
                "keepTime", isDropdown);
    }

    private List<Object> panelsJson() {
        List<Object> json = new ArrayList<>();
        int id = 1;
        int y = 0;
        for (Row row : rows) {
            Layout layout = new Layout(y + 1);
            int rowId = id++;
            List<Object> panels = new ArrayList<>();
            for (Panel panel : row.panels()) {
                Layout.Place place = layout.next(panel.width(), panel.height());
                panels.add(new PanelJson(panel, selector()).at(id++, place.x(), place.y()));
            }
            json.add(Tree.of(
                    "id",
                    rowId,
                    "type",
                    "row",
                    "title",
                    row.title(),
                    "collapsed",
                    !row.isOpen(),
                    "gridPos",
                    PanelJson.gridPos(WIDTH, 1, 0, y),
                    "panels",
                    row.isOpen() ? List.of() : panels));
            if (row.isOpen()) {
                json.addAll(panels);
                y = layout.bottom();
            } else {
                y++;
            }
        }
        return json;
    }
}
