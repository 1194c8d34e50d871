package com.allodoc.ops.exporter.render.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.rule.RuleFiles;
import com.allodoc.ops.exporter.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFileTest {
    private static final Definition DEFINITION = ShippedDefinition.get();

    @TempDir
    private Path folder;

    @Test
    void promtool_accepts_both_with_the_rules_they_name() throws Exception {
        List<Document> documents = new ArrayList<>(PrometheusFile.of(DEFINITION));
        documents.addAll(RuleFiles.of(DEFINITION));
        for (Document document : documents) {
            Path file = folder.resolve(document.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, document.text());
        }
        for (Document document : PrometheusFile.of(DEFINITION)) {
            Programs.Output output = Programs.run(
                    new byte[0],
                    Programs.require("promtool").toString(),
                    "check",
                    "config",
                    folder.resolve(document.path()).toString());
            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(output.text()).contains("7 rule files found");
        }
    }

    @Test
    void grafana_asks_as_often_as_prometheus_does() {
        assertThat(StackFiles.of(DEFINITION))
                .filteredOn(document -> document.path().contains("datasources"))
                .singleElement()
                .satisfies(document -> assertThat(document.text()).contains("timeInterval: 15s"));
        assertThat(PrometheusFile.of(DEFINITION).get(0).text()).contains("scrape_interval: 15s");
    }
}
