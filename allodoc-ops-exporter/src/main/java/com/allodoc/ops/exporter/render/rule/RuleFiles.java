package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rule files of both packs: one of recording rules and one per area, each a single group. */
public final class RuleFiles {
    private static final String COMMENT = """
            Rendered by `allodoc-ops-exporter render rules` from the definition; do not edit.
            A limit is changed in the definition, and is then changed everywhere.
            """;

    private RuleFiles() {}

    public static List<Document> of(Definition definition) {
        List<Document> documents = new ArrayList<>();
        for (Pack pack : Pack.values()) {
            documents.add(file(pack, "recording", "30s", records(definition)));
            for (Area area : Area.values()) {
                List<Map<String, Object>> alerts = RuleCatalog.alerts(definition, pack, area).stream()
                        .map(Alert::yaml)
                        .toList();
                if (!alerts.isEmpty()) {
                    documents.add(file(pack, area.label(), area.interval(), alerts));
                }
            }
        }
        return documents;
    }

    private static List<Map<String, Object>> records(Definition definition) {
        return RuleCatalog.records(definition).stream().map(RecordingRule::yaml).toList();
    }

    private static Document file(Pack pack, String name, String interval, List<Map<String, Object>> rules) {
        Map<String, Object> group = Tree.of("name", "allodoc-" + name, "interval", interval, "rules", rules);
        return new Document(
                "prometheus/rules/" + pack.folder() + "/" + name + ".yml",
                Yaml.of(COMMENT, Tree.of("groups", List.of(group))));
    }
}
