package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a PostgreSQL target, as {@link PostgresSection} reads it. */
final class PostgresWriter {
    private PostgresWriter() {}

    static Map<String, Object> entry(PostgresTarget target) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", target.name());
        entry.put("host", target.host());
        entry.put("port", target.port());
        entry.put("database", target.database());
        entry.put("user", target.user());
        ConfigWriter.put(entry, "password", target.password());
        target.parameters().forEach((property, value) -> {
            PostgresParameter parameter = PostgresParameter.ofProperty(property)
                    .orElseThrow(() -> new IllegalArgumentException("no setting stands for " + property));
            entry.put(parameter.key(), shown(parameter, value));
        });
        entry.put("databases", databases(target.databases()));
        entry.put("tables", tables(target.tables()));
        entry.put("connectionMaxAge", DurationText.format(target.connectionMaxAge()));
        entry.put("maxSeries", target.maxSeries());
        entry.put("collectors", collectors(target.collectors()));
        entry.put(
                "queries", target.queries().stream().map(PostgresWriter::query).toList());
        return entry;
    }

    private static Object shown(PostgresParameter parameter, String value) {
        return switch (parameter) {
            case SSL_PASSWORD -> Secret.MASK;
            case CONNECT_TIMEOUT -> DurationText.format(Duration.ofSeconds(Long.parseLong(value)));
            case KEEPALIVES -> Boolean.valueOf(value);
            default -> value;
        };
    }

    private static Map<String, Object> databases(PostgresDatabases databases) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("discover", databases.discover());
        entry.put("include", databases.include());
        entry.put("exclude", databases.exclude());
        entry.put("max", databases.max());
        entry.put("connections", databases.connections());
        return entry;
    }

    private static Map<String, Object> tables(PostgresTables tables) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("include", tables.include());
        entry.put("exclude", tables.exclude());
        entry.put("top", tables.top());
        return entry;
    }

    private static Map<String, Object> collectors(CollectorSelection selection) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("enable", List.copyOf(selection.enable()));
        entry.put("disable", List.copyOf(selection.disable()));
        Map<String, Object> intervals = new LinkedHashMap<>();
        selection.intervals().forEach((name, interval) -> intervals.put(name, DurationText.format(interval)));
        entry.put("intervals", intervals);
        return entry;
    }

    private static Map<String, Object> query(PostgresQuery query) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", query.name());
        entry.put("scope", query.everyDatabase() ? "database" : "server");
        entry.put("interval", DurationText.format(query.interval()));
        query.timeout().ifPresent(timeout -> entry.put("timeout", DurationText.format(timeout)));
        entry.put("maxRows", query.maxRows());
        put(entry, query.versions());
        entry.put("sql", query.sql());
        entry.put("labels", query.labels());
        entry.put("labelServer", query.labelServer());
        entry.put(
                "metrics", query.metrics().stream().map(PostgresWriter::metric).toList());
        return entry;
    }

    private static Map<String, Object> metric(PostgresQuery.Metric metric) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", metric.name());
        entry.put("type", metric.kind().name().toLowerCase(Locale.ROOT));
        entry.put("column", metric.column());
        entry.put("help", metric.help());
        if (!metric.mapping().isEmpty()) {
            entry.put("mapping", metric.mapping());
        }
        put(entry, metric.versions());
        return entry;
    }

    private static void put(Map<String, Object> entry, ServerVersions versions) {
        if (versions.since() != ServerVersions.ALL.since()) {
            entry.put("since", versions.since());
        }
        if (versions.before() != ServerVersions.ALL.before()) {
            entry.put("before", versions.before());
        }
    }
}
