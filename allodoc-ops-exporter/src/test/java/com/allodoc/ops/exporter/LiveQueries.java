package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.Rendering;
import com.allodoc.ops.exporter.render.dashboard.Dashboard;
import com.allodoc.ops.exporter.render.dashboard.Panel;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is rendered, asked on a Prometheus that runs. */
final class LiveQueries {
    private static final Definition DEFINITION = ShippedDefinition.get();

    private LiveQueries() {}

    /** A configuration with the rules of a pack, evaluated every second, that scrapes these addresses by job. */
    static String configuration(Path folder, Pack pack, Map<String, String> jobs) throws IOException {
        List<String> rules = new ArrayList<>();
        for (Document document : Rendering.RULES.of(DEFINITION)) {
            if (document.path().contains("/" + pack.folder() + "/")) {
                Path file = folder.resolve(Path.of(document.path()).getFileName());
                Files.writeString(file, document.text().replaceAll("interval: \\w+", "interval: 1s"));
                rules.add("'" + file + "'");
            }
        }
        StringBuilder config = new StringBuilder(
                        "global: {scrape_interval: 3s, scrape_timeout: 3s, evaluation_interval: 1s}\n")
                .append("rule_files: [")
                .append(String.join(", ", rules))
                .append("]\nscrape_configs:\n");
        jobs.forEach((job, address) -> config.append("  - job_name: ")
                .append(job)
                .append("\n    static_configs: [{targets: ['")
                .append(address)
                .append("'], labels: {environment: production}}]\n"));
        return config.toString();
    }

    /** Every rule was evaluated without an error. */
    static void assertRulesWork(Prometheus prometheus) throws Exception {
        for (JsonNode group : prometheus.api("rules").path("data").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(rule.path("health").asText())
                        .as(rule.path("name").asText() + ": "
                                + rule.path("lastError").asText())
                        .isEqualTo("ok");
            }
        }
    }

    /** Works until every panel shows something but those that may be empty, a minute at most. */
    static void awaitData(Prometheus prometheus, List<Dashboard> boards, Set<String> mayBeEmpty, Runnable work)
            throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Set<String> empty;
        do {
            work.run();
            empty = empty(prometheus, boards);
        } while (!mayBeEmpty.containsAll(empty) && System.nanoTime() < end);
        assertThat(empty).isSubsetOf(mayBeEmpty);
    }

    private static Set<String> empty(Prometheus prometheus, List<Dashboard> boards) throws Exception {
        Set<String> empty = new TreeSet<>();
        for (Dashboard board : boards) {
            for (Panel panel : board.panels()) {
                boolean hasData = false;
                for (String expression : board.expressions(panel)) {
                    hasData |= !prometheus.query(chosen(expression)).isEmpty();
                }
                if (!hasData) {
                    empty.add(panel.title());
                }
            }
        }
        return empty;
    }

    /** What Grafana makes of it with everything chosen. */
    private static String chosen(String expression) {
        return expression.replace("$__rate_interval", "15s").replaceAll("\\$\\w+", ".*");
    }
}
