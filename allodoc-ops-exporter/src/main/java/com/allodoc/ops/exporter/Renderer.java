package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.config.CollectorSelection;
import com.allodoc.ops.exporter.config.ContainerTarget;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.HostTarget;
import com.allodoc.ops.exporter.config.ListenConfig;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.config.RunbookFile;
import com.allodoc.ops.exporter.config.RunbookFormat;
import com.allodoc.ops.exporter.config.ScrapeConfig;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.Rendering;
import com.allodoc.ops.exporter.render.lint.RenderLint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns a definition into files, or says which files are no longer what it says. Immutable. */
public final class Renderer {
    private final Definition definition;

    private Renderer(Definition definition) {
        this.definition = definition;
    }

    public static Renderer of(RunbookFile file) {
        return new Renderer(definition(file));
    }

    static Definition definition(RunbookFile file) {
        Definition.Site site = new Definition.Site(
                file.address("grafana"),
                file.address("prometheus"),
                file.address("alertmanager"),
                file.address("runbook"),
                file.address("sms"),
                file.address("heartbeat"),
                file.address("smarthost"),
                file.address("mailFrom"),
                file.address("exporter"),
                file.address("job"),
                file.scrapeInterval(),
                file.address("uidPrefix"));
        Definition.Format format =
                new Definition.Format(RunbookFormat.schema(), RunbookFormat.overlaySchema(), RunbookFormat.reference());
        return new Definition(file.runbook(), site, file.floors(), format);
    }

    /** The names of what can be rendered, {@code all} among them. */
    public static List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (Rendering part : Rendering.values()) {
            parts.add(part.name().toLowerCase(Locale.ROOT));
        }
        parts.add("all");
        return parts;
    }

    /**
     * Writes the files of a part below a folder.
     *
     * @return how many
     */
    public int write(String part, Path folder) throws IOException {
        List<Document> documents = documents(part);
        for (Document document : documents) {
            Path file = folder.resolve(document.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, document.text(), StandardCharsets.UTF_8);
        }
        return documents.size();
    }

    /** What is wrong with the definition's results, and which files below a folder are not what would be rendered now. */
    public List<String> check(String part, Path folder) throws IOException {
        List<String> findings = new ArrayList<>(RenderLint.of(definition, catalog()));
        for (Document document : documents(part)) {
            Path file = folder.resolve(document.path());
            try {
                if (!Files.readString(file, StandardCharsets.UTF_8).equals(document.text())) {
                    findings.add(file + ": differs from the definition; render it again");
                }
            } catch (NoSuchFileException e) {
                findings.add(file + ": is missing; render it");
            }
        }
        return findings;
    }

    private List<Document> documents(String part) {
        return part.equals("all")
                ? Rendering.all(definition)
                : Rendering.valueOf(part.toUpperCase(Locale.ROOT)).of(definition);
    }

    /** Everything that any target can put on the page, optional collectors too. Reaches for nothing. */
    static MetricCatalog catalog() {
        CollectorSelection everything = new CollectorSelection(
                new TreeSet<>(PgQueries.standard().stream()
                        .filter(Collector::isOptional)
                        .map(Collector::name)
                        .toList()),
                new TreeSet<>(),
                new TreeMap<>());
        ExporterConfig one = new ExporterConfig(
                ListenConfig.DEFAULT,
                ScrapeConfig.DEFAULT,
                List.of(PostgresTarget.builder().collectors(everything).build()),
                List.of(RedisTarget.builder().build()),
                List.of(ContainerTarget.builder()
                        .sizesEvery(Duration.ofHours(1))
                        .numa(true)
                        .build()),
                List.of(HostTarget.builder().build()));
        return MetricCatalog.ofTargets(
                Targets.of(one).stream().map(Targets.Entry::target).toList());
    }
}
