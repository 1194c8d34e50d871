package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.config.ContainerTarget;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.KnownCollectors;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.config.Secret;
import com.allodoc.ops.exporter.container.ContainerSettings;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.redis.RedisSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what the configuration says into what the source rooms take. */
final class Targets {
    private Targets() {}

    /** A target, and whether its source has others, so that series need the label {@code server}. */
    record Entry<S extends Session>(Target<S> target, boolean labelled) {
        TargetScraper<S> scraper(ScrapeThreads threads, InstantSource clock) {
            Optional<String> server = labelled ? Optional.of(target.server()) : Optional.empty();
            return new TargetScraper<>(target, server, threads, clock);
        }
    }

    static List<Entry<?>> of(ExporterConfig config) {
        List<Entry<?>> targets = new ArrayList<>();
        for (PostgresTarget postgres : config.postgres()) {
            targets.add(
                    new Entry<>(PostgresTargets.of(postgres), config.postgres().size() > 1));
        }
        for (RedisTarget redis : config.redis()) {
            targets.add(new Entry<>(
                    com.allodoc.ops.exporter.redis.RedisTarget.of(settings(redis)),
                    config.redis().size() > 1));
        }
        for (ContainerTarget container : config.containers()) {
            targets.add(new Entry<>(
                    com.allodoc.ops.exporter.container.ContainerTarget.of(settings(container), InstantSource.system()),
                    config.containers().size() > 1));
        }
        return targets;
    }

    /** The names that the configuration may use. */
    static KnownCollectors known() {
        return KnownCollectors.of(
                "postgres", PgQueries.standard().stream().map(Collector::name).toList());
    }

    private static RedisSettings settings(RedisTarget target) {
        RedisSettings.Builder settings = RedisSettings.builder(target.name())
                .host(target.host())
                .port(target.port())
                .tls(target.tls())
                .verify(target.tlsVerify())
                .password(() -> target.password().map(Secret::reveal));
        target.user().ifPresent(settings::user);
        target.tlsCa().ifPresent(settings::ca);
        target.tlsCertificate()
                .ifPresent(certificate ->
                        settings.certificate(certificate, target.tlsKey().orElseThrow()));
        return settings.build();
    }

    private static ContainerSettings settings(ContainerTarget target) {
        ContainerSettings.Builder settings = ContainerSettings.builder(target.name())
                .dockerHost(URI.create(target.dockerHost()))
                .cgroupRoot(target.cgroupRoot())
                .procRoot(target.procRoot());
        target.tlsCertPath().ifPresent(settings::tlsDirectory);
        return settings.build();
    }
}
