package com.allodoc.ops.exporter.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The queries of the user's own: in the configuration itself, or in files of our form (a list under {@code queries}) or
 * of postgres_exporter's. Not thread-safe.
 */
final class PostgresQueryFiles {
    private static final int MAX_FILE = 1024 * 1024;

    private final Environment environment;
    private final Problems problems;
    private final KnownCollectors collectors;
    private final List<PostgresQuery> queries = new ArrayList<>();
    private final Map<String, Origin> owners = new HashMap<>();

    /** @param collectors whose names no query may have */
    PostgresQueryFiles(Environment environment, Problems problems, KnownCollectors collectors) {
        this.environment = environment;
        this.problems = problems;
        this.collectors = collectors;
    }

    List<PostgresQuery> queries() {
        return queries;
    }

    /** A list of files and of queries. */
    void read(YamlValue list) {
        for (YamlValue item : list.list()) {
            if (item.isText()) {
                item.file().ifPresent(file -> read(file, item));
            } else {
                item.object()
                        .ifPresent(entry -> PostgresQuerySection.decode(entry).ifPresent(q -> add(q, entry)));
            }
        }
    }

    /** A file of either form; what is wrong with it is told with its own lines. */
    void read(Path file, Origin mention) {
        String text;
        try {
            text = TextFile.read(file, MAX_FILE);
        } catch (IOException e) {
            mention.problem("the file " + file + " " + e.getMessage());
            return;
        }
        Problems own = new Problems(file.toString());
        Optional<Node> root = YamlText.compose(text, own);
        if (root.isPresent()) {
            Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            YamlContext context = new YamlContext(
                    own, new References(environment, folder), KnownCollectors.ANY, file.toString(), text);
            new YamlValue(root.get(), 1, "", context).object().ifPresent(this::read);
        }
        problems.include(own);
    }

    private void read(YamlObject root) {
        Optional<YamlValue> ours = root.take("queries").filter(YamlValue::isList);
        if (ours.isPresent()) {
            ours.get()
                    .list()
                    .forEach(item -> item.object()
                            .ifPresent(
                                    entry -> PostgresQuerySection.decode(entry).ifPresent(q -> add(q, entry))));
            root.finish();
            return;
        }
        root.forEach((namespace, value) -> value.object()
                .ifPresent(entry -> PeerQuerySection.decode(namespace, entry).ifPresent(query -> add(query, entry))));
    }

    private void add(PostgresQuery query, Origin origin) {
        Origin before = owners.putIfAbsent(query.name(), origin);
        if (collectors.has("postgres", query.name())) {
            origin.problem(
                    query.name() + " is the name of a collector that comes with the exporter; choose another one");
        } else if (before == null) {
            queries.add(query);
        } else {
            origin.problem("another query is called " + query.name() + " already; give one of them another name");
        }
    }
}
