package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tree of {@code ops.yml} to records. Notes every problem and goes on. */
final class ConfigDecoder {
    private final Problems problems;

    ConfigDecoder(Problems problems) {
        this.problems = problems;
    }

    /** @throws ConfigException with everything that was wrong */
    ExporterConfig decode(YamlObject root) throws ConfigException {
        ListenConfig listen = root.take("listen")
                .flatMap(YamlValue::object)
                .flatMap(ConfigDecoder::listen)
                .orElse(ListenConfig.DEFAULT);
        ScrapeConfig scrape = root.take("scrape")
                .flatMap(YamlValue::object)
                .flatMap(ConfigDecoder::scrape)
                .orElse(ScrapeConfig.DEFAULT);
        ProbeConfig probe = root.take("probe")
                .flatMap(YamlValue::object)
                .flatMap(ProbeSection::decode)
                .orElse(ProbeConfig.DEFAULT);
        Optional<RunbookLimits> limits = root.take("runbook").flatMap(YamlValue::runbookLimits);
        List<PostgresTarget> postgres = new ArrayList<>();
        List<RedisTarget> redis = new ArrayList<>();
        List<ContainerTarget> containers = new ArrayList<>();
        List<HostTarget> hosts = new ArrayList<>();
        Optional<YamlValue> targets = root.take("targets");
        if (targets.isEmpty() && !root.has("probe")) {
            root.problem("targets is missing; list what to watch under targets.postgres, targets.redis"
                    + " and targets.docker, or start without a file to use the environment variables");
        }
        targets.flatMap(YamlValue::object).ifPresent(object -> {
            postgres.addAll(
                    list(object, "postgres", PostgresSection::decode, PostgresTarget::name, PostgresTarget::server));
            redis.addAll(list(object, "redis", RedisSection::decode, RedisTarget::name, RedisTarget::server));
            containers.addAll(
                    list(object, "docker", DockerSection::decode, ContainerTarget::name, ContainerTarget::dockerHost));
            hosts.addAll(list(
                    object,
                    "host",
                    HostSection::decode,
                    HostTarget::name,
                    host -> host.procRoot().toString()));
            object.finish();
        });
        root.finish();
        problems.throwIfAny();
        return new ExporterConfig(listen, scrape, postgres, redis, containers, hosts, probe, limits);
    }

    private static Optional<ListenConfig> listen(YamlObject object) {
        Optional<YamlValue> list = object.take("addresses");
        object.finish();
        if (list.isEmpty()) {
            return Optional.empty();
        }
        List<YamlValue> values = list.get().list();
        List<ListenAddress> addresses = values.stream()
                .flatMap(v -> v.parse(ListenAddress::parse).stream())
                .toList();
        if (addresses.size() < values.size()) {
            return Optional.empty();
        }
        return build(list.get(), () -> new ListenConfig(addresses));
    }

    private static Optional<ScrapeConfig> scrape(YamlObject object) {
        Optional<YamlValue> timeout = object.take("timeout");
        Optional<YamlValue> margin = object.take("timeoutMargin");
        Optional<YamlValue> interval = object.take("minimumInterval");
        object.finish();
        Optional<Duration> timeoutValue = timeout.flatMap(YamlValue::duration);
        Optional<Duration> marginValue = margin.flatMap(YamlValue::duration);
        Optional<Duration> intervalValue = interval.flatMap(YamlValue::duration);
        if (timeout.isPresent() != timeoutValue.isPresent()
                || margin.isPresent() != marginValue.isPresent()
                || interval.isPresent() != intervalValue.isPresent()) {
            return Optional.empty();
        }
        return build(
                object,
                () -> new ScrapeConfig(
                        timeoutValue.orElse(ScrapeConfig.DEFAULT.timeout()),
                        marginValue.orElse(ScrapeConfig.DEFAULT.timeoutMargin()),
                        intervalValue.orElse(ScrapeConfig.DEFAULT.minimumInterval())));
    }

    private <T> List<T> list(
            YamlObject targets,
            String key,
            Function<YamlObject, Optional<T>> decode,
            Function<T, String> name,
            Function<T, String> server) {
        Uniqueness unique = new Uniqueness();
        List<T> decoded = new ArrayList<>();
        for (YamlValue entry : targets.take(key).map(YamlValue::list).orElse(List.of())) {
            int before = problems.count();
            entry.object()
                    .flatMap(decode)
                    .filter(t -> problems.count() == before)
                    .ifPresent(target -> {
                        unique.check(entry, name.apply(target), server.apply(target));
                        decoded.add(target);
                    });
        }
        return decoded;
    }

    /** What {@code record} makes, or nothing after noting why not. */
    static <T> Optional<T> build(Origin origin, Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException e) {
            origin.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
