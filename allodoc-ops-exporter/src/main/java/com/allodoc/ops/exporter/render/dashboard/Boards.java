package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.runbook.AlertRule;
import java.util.List;

/** Every dashboard. */
public final class Boards {
    private Boards() {}

    /** In the order in which people meet them. */
    public static List<Dashboard> all(Definition definition) {
        return List.of(
                OverviewBoard.of(definition),
                InfrastructureBoard.of(definition),
                DatabaseBoard.of(definition),
                ContainersBoard.of(definition),
                RedisBoard.of(definition));
    }

    /** The files, one per dashboard. */
    public static List<Document> documents(Definition definition) {
        return all(definition).stream()
                .map(board -> new Document("grafana/" + board.slug() + ".json", board.json(definition)))
                .toList();
    }

    /**
     * The panel on which an alert's number is to be seen, with the alert's own environment chosen.
     *
     * @throws IllegalArgumentException when no panel shows it
     */
    public static String url(Definition definition, AlertRule alert) {
        for (Dashboard board : all(definition)) {
            for (Panel panel : board.panels()) {
                if (panel.indicators().contains(alert.indicator())) {
                    return definition.site().grafana() + "/d/" + definition.uid(board.slug()) + "?viewPanel="
                            + board.id(panel) + "{{ with $labels.environment }}&var-environment={{ . }}{{ end }}";
                }
            }
        }
        throw new IllegalArgumentException("no panel shows " + alert.indicator() + ", which alert " + alert.name()
                + " is about; add it to a dashboard with shows(..)");
    }
}
