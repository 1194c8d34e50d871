package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys {@code databases} and {@code tables} of a PostgreSQL target. */
final class PostgresDatabasesSection {
    private PostgresDatabasesSection() {}

    /** What the target says, or the default. */
    static PostgresDatabases decode(YamlObject target) {
        return target.take("databases")
                .flatMap(YamlValue::object)
                .flatMap(PostgresDatabasesSection::databases)
                .orElse(PostgresDatabases.DEFAULT);
    }

    private static Optional<PostgresDatabases> databases(YamlObject object) {
        PostgresDatabases standard = PostgresDatabases.DEFAULT;
        boolean discover = object.take("discover").flatMap(YamlValue::bool).orElse(standard.discover());
        List<String> include = patterns(object, "include");
        List<String> exclude = patterns(object, "exclude");
        int max = object.take("max").flatMap(v -> v.count(1)).orElse(standard.max());
        int connections = object.take("connections").flatMap(v -> v.count(2)).orElse(standard.connections());
        object.finish();
        return Optional.of(new PostgresDatabases(discover, include, exclude, max, connections));
    }

    static PostgresTables tables(YamlObject target) {
        return target.take("tables")
                .flatMap(YamlValue::object)
                .map(object -> {
                    List<String> include = patterns(object, "include");
                    List<String> exclude = patterns(object, "exclude");
                    int top = object.take("top").flatMap(v -> v.count(0)).orElse(PostgresTables.DEFAULT.top());
                    object.finish();
                    return new PostgresTables(include, exclude, top);
                })
                .orElse(PostgresTables.DEFAULT);
    }

    private static List<String> patterns(YamlObject object, String key) {
        List<String> patterns = new ArrayList<>();
        object.take(key)
                .ifPresent(list -> list.list()
                        .forEach(item ->
                                item.parse(PostgresDatabases::checkPattern).ifPresent(patterns::add)));
        return patterns;
    }
}
