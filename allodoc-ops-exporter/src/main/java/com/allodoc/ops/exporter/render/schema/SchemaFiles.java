package com.allodoc.ops.exporter.render.schema;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.page.DefinitionPage;
import com.allodoc.ops.exporter.render.text.Json;
import java.util.List;

/** The schemas of a definition and of a team's file over it, and the reference of every key. */
public final class SchemaFiles {
    private SchemaFiles() {}

    public static List<Document> of(Definition definition) {
        Definition.Format format = definition.format();
        return List.of(
                new Document("schema/definition.schema.json", Json.of(format.schema())),
                new Document("schema/overlay.schema.json", Json.of(format.overlay())),
                DefinitionPage.of(format));
    }
}
