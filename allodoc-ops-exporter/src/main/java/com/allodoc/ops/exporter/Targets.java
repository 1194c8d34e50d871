package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.ProbeLimits;
import com.allodoc.ops.exporter.collect.Probes;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.config.CollectorSelection;
import com.allodoc.ops.exporter.config.ContainerTarget;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.HostTarget;
import com.allodoc.ops.exporter.config.KnownCollectors;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.ProbeConfig;
import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.container.ContainerSettings;
import com.allodoc.ops.exporter.container.ExpectedService;
import com.allodoc.ops.exporter.host.HostSettings;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
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
            targets.add(new Entry<>(RedisTargets.of(redis), config.redis().size() > 1));
        }
        for (ContainerTarget container : config.containers()) {
            targets.add(entry(container, config.containers().size() > 1));
        }
        for (HostTarget host : config.hosts()) {
            targets.add(new Entry<>(
                    com.allodoc.ops.exporter.host.HostTarget.of(settings(host), InstantSource.system()),
                    config.hosts().size() > 1));
        }
        return targets;
    }

    /** Of all collectors of a source those that a target wants. */
    static <S extends Session> List<Collector<S>> selected(List<Collector<S>> all, CollectorSelection selection) {
        List<Collector<S>> selected = new ArrayList<>();
        for (Collector<S> collector : all) {
            if (selection.runs(collector.name(), collector.isOptional())) {
                Duration interval = selection.intervals().get(collector.name());
                selected.add(interval == null ? collector : collector.every(interval));
            }
        }
        return selected;
    }

    /** The names that the configuration may use. */
    static KnownCollectors known() {
        return KnownCollectors.of(
                        "postgres",
                        PgQueries.standard().stream().map(Collector::name).toList())
                .and("redis", RedisTargets.collectors());
    }

    static Entry<?> entry(ContainerTarget container, boolean labelled) {
        return new Entry<>(
                com.allodoc.ops.exporter.container.ContainerTarget.of(settings(container), InstantSource.system()),
                labelled);
    }

    /** The servers that a request may name; empty when the configuration has no module for any. */
    static Optional<Probes> probes(ExporterConfig config, ScrapeThreads threads) {
        ProbeConfig probe = config.probe();
        if (probe.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Probes(
                new ProbeTargets(probe, InetAddress::getAllByName),
                new ProbeLimits(probe.maxSessions(), probe.maxConcurrent(), probe.idleTimeout()),
                config.scrape().minimumInterval(),
                threads));
    }

    private static ContainerSettings settings(ContainerTarget target) {
        ContainerSettings.Builder settings = ContainerSettings.builder(target.name())
                .dockerHost(URI.create(target.dockerHost()))
                .cgroupRoot(target.cgroupRoot())
                .procRoot(target.procRoot())
                .labels(target.labels())
                .stoppedFor(target.stoppedFor())
                .numa(target.numa())
                .expected(target.expected().stream().map(Targets::expected).toList());
        target.sizesEvery().ifPresent(settings::sizesEvery);
        target.tlsCertPath().ifPresent(settings::tlsDirectory);
        return settings.build();
    }

    /** {@code project/service} or {@code service}. */
    private static ExpectedService expected(String text) {
        int slash = text.indexOf('/');
        return new ExpectedService(slash < 0 ? "" : text.substring(0, slash), text.substring(slash + 1));
    }

    private static HostSettings settings(HostTarget target) {
        return HostSettings.builder(target.name())
                .procRoot(target.procRoot())
                .sysRoot(target.sysRoot())
                .rootfs(target.rootfs())
                .besideNodeExporter(target.besideNodeExporter())
                .build();
    }
}
