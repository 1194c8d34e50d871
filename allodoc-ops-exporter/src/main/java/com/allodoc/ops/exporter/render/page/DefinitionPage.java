package com.allodoc.ops.exporter.render.page;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import java.util.List;
import java.util.Map;

/** The reference of the definition: every key with its type, default and meaning. */
public final class DefinitionPage {
    private static final String COMMENT =
            "Rendered by `allodoc-ops-exporter render schema` from the keys that decode the definition; do not edit.";

    private DefinitionPage() {}

    public static Document of(Definition.Format format) {
        Markup page = new Markdown(COMMENT);
        page.heading(1, "top", "The definition");
        page.paragraph(
                "Every key of the definition. NAME stands for a name of your own, and [] for each entry of a list."
                        + " Any single value may be read from outside: ${env:NAME} or ${file:path}.");
        page.paragraph("A team's own file has the same keys and only what differs: what it names replaces, mappings are"
                + " merged, lists are replaced as a whole, and ~ takes an entry away.");
        page.paragraph(
                "An editor that knows YAML and JSON Schema checks the file while you write, with this as its first"
                        + " line:");
        page.command("# yaml-language-server: $schema=schema/overlay.schema.json");
        page.paragraph("What one part says about another is checked by the program only, by render --check: that an"
                + " indicator, a procedure, a window or a person exists, that a time zone does, and that an alert can be"
                + " measured.");
        for (Map.Entry<String, List<List<String>>> chapter : format.reference().entrySet()) {
            String path = chapter.getKey();
            boolean isRoot = path.isEmpty();
            page.heading(2, isRoot ? "keys" : path.replaceAll("[^A-Za-z0-9]+", "-"), isRoot ? "Top level" : path);
            page.table(chapter.getValue());
        }
        return new Document("schema/definition.md", page.text());
    }
}
