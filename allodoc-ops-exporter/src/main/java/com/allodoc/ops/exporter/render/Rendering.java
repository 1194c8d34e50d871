package com.allodoc.ops.exporter.render;

import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.page.RunbookPage;
import com.allodoc.ops.exporter.render.routing.AlertmanagerFile;
import com.allodoc.ops.exporter.render.routing.PrometheusFile;
import com.allodoc.ops.exporter.render.routing.StackFiles;
import com.allodoc.ops.exporter.render.rule.GrafanaAlerts;
import com.allodoc.ops.exporter.render.rule.RuleFiles;
import com.allodoc.ops.exporter.render.schema.SchemaFiles;
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
            List<Document> documents = new ArrayList<>(RuleFiles.of(definition));
            documents.add(GrafanaAlerts.of(definition, StackFiles.DATASOURCE));
            return documents;
        }
    },
    ALERTMANAGER {
        @Override
        public List<Document> of(Definition definition) {
            return List.of(AlertmanagerFile.of(definition));
        }
    },
    PROMETHEUS {
        @Override
        public List<Document> of(Definition definition) {
            return PrometheusFile.of(definition);
        }
    },
    PROVISIONING {
        @Override
        public List<Document> of(Definition definition) {
            return StackFiles.of(definition);
        }
    },
    RUNBOOK {
        @Override
        public List<Document> of(Definition definition) {
            return RunbookPage.of(definition);
        }
    },
    SCHEMA {
        @Override
        public List<Document> of(Definition definition) {
            return SchemaFiles.of(definition);
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
