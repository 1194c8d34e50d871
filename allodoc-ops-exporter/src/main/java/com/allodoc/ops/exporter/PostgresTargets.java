package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.config.PostgresDatabases;
import com.allodoc.ops.exporter.config.PostgresQuery;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.Secret;
import com.allodoc.ops.exporter.config.ServerVersions;
import com.allodoc.ops.exporter.postgres.PgDiscovery;
import com.allodoc.ops.exporter.postgres.PgQuery;
import com.allodoc.ops.exporter.postgres.PgRelations;
import com.allodoc.ops.exporter.postgres.PgScope;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.postgres.PgSettings;
import com.allodoc.ops.exporter.postgres.PgTarget;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import java.util.List;
import java.util.regex.Pattern;

/** Turns what the configuration says of a PostgreSQL server into what its room takes. */
final class PostgresTargets {
    private PostgresTargets() {}

    /** With the collectors that are chosen; the user's own come last, so that they can take nothing from the others. */
    static PgTarget of(PostgresTarget target) {
        List<Collector<PgSession>> collectors = Targets.selected(PgQueries.standard(), target.collectors());
        target.queries().forEach(query -> collectors.add(query(query)));
        return PgTarget.of(settings(target), collectors);
    }

    static PgSettings settings(PostgresTarget target) {
        PgSettings.Builder settings = PgSettings.named(target.name())
                .host(target.host())
                .port(target.port())
                .database(target.database())
                .user(target.user())
                .password(() -> target.password().map(Secret::reveal))
                .discovery(discovery(target.databases()))
                .relations(new PgRelations(
                        target.tables().include(),
                        target.tables().exclude(),
                        target.tables().top()))
                .connectionMaxAge(target.connectionMaxAge())
                .maxSeries(target.maxSeries());
        target.parameters().forEach(settings::parameter);
        return settings.build();
    }

    private static PgDiscovery discovery(PostgresDatabases databases) {
        return new PgDiscovery(
                databases.discover(),
                databases.include().stream().map(Pattern::compile).toList(),
                databases.exclude().stream().map(Pattern::compile).toList(),
                databases.max(),
                databases.connections());
    }

    /** A query from the configuration is the same value as one of ours. */
    static PgQuery query(PostgresQuery query) {
        PgQuery.Builder builder = PgQuery.named(query.name())
                .scope(query.everyDatabase() ? PgScope.DATABASE : PgScope.SERVER)
                .every(query.interval())
                .maxRows(query.maxRows())
                .foreign();
        query.timeout().ifPresent(builder::timeout);
        versions(builder, query.versions()).sql(query.sql());
        query.labels().forEach(builder::label);
        if (query.labelServer()) {
            builder.labelServer();
        }
        for (PostgresQuery.Metric metric : query.metrics()) {
            versions(builder, metric.versions());
            switch (metric.kind()) {
                case COUNTER -> builder.counter(metric.name(), metric.column(), metric.help());
                case GAUGE -> builder.gauge(metric.name(), metric.column(), metric.help());
                case UNTYPED -> builder.untyped(metric.name(), metric.column(), metric.help());
                case HISTOGRAM -> builder.histogram(metric.name(), metric.column(), metric.help());
                case MAPPED -> builder.mapped(metric.name(), metric.column(), metric.help(), metric.mapping());
                case DURATION -> builder.milliseconds(metric.name(), metric.column(), metric.help());
            }
        }
        return builder.build();
    }

    private static PgQuery.Builder versions(PgQuery.Builder builder, ServerVersions versions) {
        return builder.since(versions.since()).before(versions.before());
    }
}
