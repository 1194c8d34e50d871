package com.allodoc.ops.exporter.config;

import com.allodoc.ops.exporter.config.PostgresQuery.Kind;
import com.allodoc.ops.exporter.config.PostgresQuery.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One namespace of a {@code queries.yaml} of postgres_exporter. Source: UserQuery and MappingOptions of its
 * exporter/queries.go and namespace.go. Two differences: {@code cache_seconds} is kept to in every case, and a column
 * that the file does not mention is no metric.
 */
final class PeerQuerySection {
    /** There it has none. */
    private static final int MAX_ROWS = 1_000_000;

    private final String namespace;
    private final List<String> labels = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();

    private PeerQuerySection(String namespace) {
        this.namespace = namespace;
    }

    static Optional<PostgresQuery> decode(String namespace, YamlObject entry) {
        PeerQuerySection section = new PeerQuerySection(namespace);
        Optional<SqlText> sql = entry.take("query").flatMap(YamlValue::sql);
        if (!entry.has("query")) {
            entry.problem("query is missing");
        }
        boolean master = entry.take("master").flatMap(YamlValue::bool).orElse(false);
        Duration interval = entry.take("cache_seconds")
                .flatMap(v -> v.count(0))
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
        ServerVersions versions = entry.take("runonserver")
                .flatMap(v -> v.parse(ServerVersions::parse))
                .orElse(ServerVersions.ALL);
        entry.take("metrics")
                .ifPresent(list -> list.list().forEach(item -> item.object().ifPresent(section::column)));
        entry.finish();
        if (sql.isEmpty() || entry.hasProblem()) {
            return Optional.empty();
        }
        return entry.build(() -> new PostgresQuery(
                PostgresQuery.checkLabel(namespace),
                !master,
                interval,
                Optional.empty(),
                MAX_ROWS,
                versions,
                sql.get().text(),
                section.labels,
                true,
                section.metrics,
                sql.get().origin()));
    }

    /** {@code - datname: {usage: "LABEL", description: "..."}} */
    private void column(YamlObject item) {
        item.forEach((column, value) -> value.object().ifPresent(options -> {
            String usage = options.take("usage")
                    .flatMap(v -> v.parse(PeerQuerySection::usage))
                    .orElse("DISCARD");
            String help = options.take("description").flatMap(YamlValue::line).orElse("A column of a custom query.");
            Map<String, Double> mapping = mapping(options, "metric_mapping");
            ServerVersions versions = options.take("supported_versions")
                    .flatMap(v -> v.parse(ServerVersions::parse))
                    .orElse(ServerVersions.ALL);
            options.take("server");
            options.finish();
            if (usage.equals("LABEL")) {
                options.build(() -> PostgresQuery.checkLabel(column)).ifPresent(labels::add);
            } else if (!usage.equals("DISCARD")) {
                Kind kind = kind(usage);
                String name = namespace + '_' + column + (kind == Kind.DURATION ? "_milliseconds" : "");
                options.build(() -> new Metric(name, kind, column, help, mapping, versions))
                        .ifPresent(metrics::add);
            }
        }));
    }

    private static String usage(String text) {
        String usage = text.toUpperCase(Locale.ROOT);
        if (!List.of("LABEL", "DISCARD", "COUNTER", "GAUGE", "HISTOGRAM", "MAPPEDMETRIC", "DURATION")
                .contains(usage)) {
            throw new IllegalArgumentException(
                    "expected LABEL, COUNTER, GAUGE, HISTOGRAM, MAPPEDMETRIC, DURATION or DISCARD");
        }
        return usage;
    }

    private static Kind kind(String usage) {
        return usage.equals("MAPPEDMETRIC") ? Kind.MAPPED : Kind.valueOf(usage);
    }

    static Map<String, Double> mapping(YamlObject entry, String key) {
        Map<String, Double> mapping = new LinkedHashMap<>();
        entry.take(key)
                .flatMap(YamlValue::object)
                .ifPresent(object -> object.forEach((text, value) ->
                        value.parse(PeerQuerySection::number).ifPresent(number -> mapping.put(text, number))));
        return mapping;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number", e);
        }
    }
}
