package com.allodoc.ops.exporter.render.rule;

import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import com.allodoc.ops.exporter.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the real promtool over rules and their tests. */
final class Promtool {
    private final Path program = Programs.require("promtool");
    private final Path folder;

    Promtool(Path folder) {
        this.folder = folder;
    }

    /** Writes the rule files of a pack and returns where they are. */
    List<Path> write(List<Document> documents, Pack pack) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Document document : documents) {
            if (document.path().contains("/" + pack.folder() + "/")) {
                Path file = folder.resolve(document.path());
                Files.createDirectories(file.getParent());
                files.add(Files.writeString(file, document.text()));
            }
        }
        return files;
    }

    Programs.Output checkRules(List<Path> rules) throws IOException, InterruptedException {
        return run(Stream.concat(
                Stream.of("check", "rules", "--lint=all", "--lint-fatal"),
                rules.stream().map(Path::toString)));
    }

    Programs.Output test(List<Path> rules, List<Map<String, Object>> tests) throws IOException, InterruptedException {
        return test(rules, tests, Duration.ofMinutes(1));
    }

    /** @param evaluation the time between two evaluations of the rules */
    Programs.Output test(List<Path> rules, List<Map<String, Object>> tests, Duration evaluation)
            throws IOException, InterruptedException {
        List<String> order = new ArrayList<>(List.of("allodoc-recording"));
        for (Area area : Area.values()) {
            order.add("allodoc-" + area.label());
        }
        Map<String, Object> tree = Tree.of(
                "rule_files",
                rules.stream().map(Path::toString).toList(),
                "evaluation_interval",
                Numbers.duration(evaluation),
                "group_eval_order",
                order,
                "tests",
                tests);
        Path file = Files.writeString(folder.resolve("tests.yml"), Yaml.of("", tree));
        return run(Stream.of("test", "rules", file.toString()));
    }

    private Programs.Output run(Stream<String> arguments) throws IOException, InterruptedException {
        return Programs.run(
                new byte[0],
                Stream.concat(Stream.of(program.toString()), arguments).toArray(String[]::new));
    }
}
