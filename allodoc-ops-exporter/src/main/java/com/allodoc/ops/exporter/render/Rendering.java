package com.allodoc.ops.exporter.render;

import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.rule.RuleFiles;
import java.util.ArrayList;
import java.util.List;

/** Everything that is rendered from a definition, part by part. Same definition, same bytes. */
public enum Rendering {
    DASHBOARDS {
        @Override
        public List<Document> of(Definition definition) {
            return Boards.documents(definition);
        }
    },
    RULES {
        @Override
        public List<Document> of(Definition definition) {
            return RuleFiles.of(definition);
        }
    };

    /** The files of this part. */
    public abstract List<Document> of(Definition definition);

    /** The files of every part. */
    public static List<Document> all(Definition definition) {
        List<Document> documents = new ArrayList<>();
        for (Rendering part : values()) {
            documents.addAll(part.of(definition));
        }
        return documents;
    }
}
