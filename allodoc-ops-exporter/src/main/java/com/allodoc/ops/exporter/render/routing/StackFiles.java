package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import java.util.ArrayList;
import java.util.List;

/** The stack as a compose file, and what Grafana reads when it starts: where Prometheus is, and where the dashboards are. */
public final class StackFiles {
    private static final String COMMENT =
            "Rendered by `allodoc-ops-exporter render provisioning` from the definition; do not edit.";

    /** The uid of Prometheus in Grafana. */
    public static final String DATASOURCE = "allodoc-prometheus";

    private StackFiles() {}

    public static List<Document> of(Definition definition) {
        List<Document> documents = new ArrayList<>(ComposeFile.of(definition));
        documents.add(datasource(definition));
        documents.add(provider());
        return documents;
    }

    /** The interval must be Prometheus's own, or every rate in Grafana is taken over a wrong window. */
    private static Document datasource(Definition definition) {
        return new Document(
                "grafana/provisioning/datasources/allodoc.yml",
                Yaml.of(
                        COMMENT,
                        Tree.of(
                                "apiVersion",
                                1,
                                "datasources",
                                List.of(Tree.of(
                                        "name",
                                        "Prometheus",
                                        "uid",
                                        DATASOURCE,
                                        "type",
                                        "prometheus",
                                        "access",
                                        "proxy",
                                        "url",
                                        definition.site().prometheus(),
                                        "isDefault",
                                        true,
                                        "jsonData",
                                        Tree.of(
                                                "timeInterval",
                                                Numbers.duration(
                                                        definition.site().scrapeInterval()),
                                                "httpMethod",
                                                "POST"))))));
    }

    private static Document provider() {
        return new Document(
                "grafana/provisioning/dashboards/allodoc.yml",
                Yaml.of(
                        COMMENT,
                        Tree.of(
                                "apiVersion",
                                1,
                                "providers",
                                List.of(Tree.of(
                                        "name",
                                        "AlloDoc",
                                        "folder",
                                        "AlloDoc",
                                        "type",
                                        "file",
                                        "disableDeletion",
                                        true,
                                        "allowUiUpdates",
                                        false,
                                        "updateIntervalSeconds",
                                        60,
                                        "options",
                                        Tree.of("path", "/etc/grafana/allodoc"))))));
    }
}
