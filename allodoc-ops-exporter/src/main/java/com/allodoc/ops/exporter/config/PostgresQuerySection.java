package com.allodoc.ops.exporter.config;

import com.allodoc.ops.exporter.config.PostgresQuery.Kind;
import com.allodoc.ops.exporter.config.PostgresQuery.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One query in our own form. */
final class PostgresQuerySection {
    private PostgresQuerySection() {}

    static Optional<PostgresQuery> decode(YamlObject entry) {
        Optional<String> name = required(entry, "name").flatMap(v -> v.parse(PostgresQuery::checkLabel));
        boolean everyDatabase = entry.take("scope")
                .flatMap(v -> v.parse(PostgresQuerySection::isDatabase))
                .orElse(false);
        Duration interval = entry.take("interval").flatMap(YamlValue::duration).orElse(Duration.ZERO);
        Optional<Duration> timeout = entry.take("timeout").flatMap(YamlValue::duration);
        int maxRows = entry.take("maxRows").flatMap(v -> v.count(1)).orElse(PostgresQuery.MAX_ROWS);
        ServerVersions versions = versions(entry);
        Optional<SqlText> sql = required(entry, "sql").flatMap(YamlValue::sql);
        List<String> labels = new ArrayList<>();
        entry.take("labels")
                .ifPresent(list -> list.list()
                        .forEach(item -> item.parse(PostgresQuery::checkLabel).ifPresent(labels::add)));
        boolean labelServer = entry.take("labelServer").flatMap(YamlValue::bool).orElse(false);
        List<Metric> metrics = new ArrayList<>();
        required(entry, "metrics")
                .ifPresent(list -> list.list()
                        .forEach(item -> item.object()
                                .flatMap(PostgresQuerySection::metric)
                                .ifPresent(metrics::add)));
        entry.finish();
        if (name.isEmpty() || sql.isEmpty() || entry.hasProblem()) {
            return Optional.empty();
        }
        return entry.build(() -> new PostgresQuery(
                name.get(),
                everyDatabase,
                interval,
                timeout,
                maxRows,
                versions,
                sql.get().text(),
                labels,
                labelServer,
                metrics,
                sql.get().origin()));
    }

    private static Optional<YamlValue> required(YamlObject entry, String key) {
        Optional<YamlValue> value = entry.take(key);
        if (value.isEmpty()) {
            entry.problem(key + " is missing");
        }
        return value;
    }

    private static boolean isDatabase(String text) {
        return switch (text) {
            case "database" -> true;
            case "server" -> false;
            default -> throw new IllegalArgumentException("expected server or database");
        };
    }

    private static ServerVersions versions(YamlObject entry) {
        int since = entry.take("since").flatMap(v -> v.count(1)).orElse(ServerVersions.ALL.since());
        int before = entry.take("before").flatMap(v -> v.count(2)).orElse(ServerVersions.ALL.before());
        return entry.build(() -> new ServerVersions(since, before)).orElse(ServerVersions.ALL);
    }

    private static Optional<Metric> metric(YamlObject entry) {
        Optional<String> name = required(entry, "name").flatMap(v -> v.parse(PostgresQuery::checkMetric));
        Kind kind = entry.take("type")
                .flatMap(v -> v.parse(PostgresQuerySection::kind))
                .orElse(Kind.GAUGE);
        Optional<String> column = entry.take("column").flatMap(YamlValue::text);
        Optional<String> help = entry.take("help").flatMap(YamlValue::text);
        Map<String, Double> mapping = PeerQuerySection.mapping(entry, "mapping");
        ServerVersions versions = versions(entry);
        entry.finish();
        return name.flatMap(n -> entry.build(() ->
                new Metric(n, kind, column.orElse(n), help.orElse("A column of a custom query."), mapping, versions)));
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("expected counter, gauge, untyped, histogram, mapped or duration");
    }
}
