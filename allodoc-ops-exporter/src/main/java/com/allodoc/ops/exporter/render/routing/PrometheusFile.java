package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prometheus's configuration: what it scrapes, with the label {@code environment} that every rule keeps, and the rules. */
public final class PrometheusFile {
    private static final String COMMENT =
            "Rendered by `allodoc-ops-exporter render prometheus` from the definition; do not edit.";

    private PrometheusFile() {}

    /** One file per pack. */
    public static List<Document> of(Definition definition) {
        return List.of(
                file(definition, "prometheus", Pack.NATIVE, List.of(
                        job(definition, definition.site().job(), definition.site().exporter()))),
                file(definition, "prometheus-community", Pack.COMMUNITY, List.of(
                        job(definition, "postgres", "postgres-exporter:9187"),
                        job(definition, "redis", "redis-exporter:9121"),
                        job(definition, "cadvisor", "cadvisor:8080"),
                        job(definition, "node", "node-exporter:9100"))));
    }

    private static Document file(Definition definition, String name, Pack pack, List<Object> jobs) {
        List<Object> all = new ArrayList<>(jobs);
        all.add(job(definition, "prometheus", "localhost:9090"));
        all.add(job(definition, "alertmanager", "alertmanager:9093"));
        Map<String, Object> tree = Tree.of(
                "global", Tree.of(
                        "scrape_interval", Numbers.duration(definition.site().scrapeInterval()),
                        "evaluation_interval", "30s"),
                "rule_files", List.of("rules/" + pack.folder() + "/*.yml"),
                "alerting", Tree.of("alertmanagers", List.of(
                        Tree.of("static_configs", List.of(Tree.of("targets", List.of("alertmanager:9093")))))),
                "scrape_configs", all);
        return new Document("prometheus/" + name + ".yml", Yaml.of(COMMENT, tree));
    }

    private static Object job(Definition definition, String name, String address) {
        return Tree.of("job_name", name, "static_configs", List.of(Tree.of(
                "targets", List.of(address),
                "labels", Tree.of("environment", definition.runbook().environment()))));
    }
}
