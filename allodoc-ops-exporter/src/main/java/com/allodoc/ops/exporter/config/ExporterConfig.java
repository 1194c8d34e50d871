package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything the exporter is told. Immutable; its text form holds no secret.
 *
 * @param listen where the page is served
 * @param scrape how long a scrape may take
 * @param postgres the PostgreSQL servers; names and servers are unique
 * @param redis the Redis servers; names and servers are unique
 * @param containers the Docker Engines; names and addresses are unique
 * @param hosts the machines; names are unique
 * @param probe the servers that a request may name
 * @param limits of the definition that the rules should be rendered from; empty when none is named
 * @see ConfigLoader
 */
public record ExporterConfig(
        ListenConfig listen,
        ScrapeConfig scrape,
        List<PostgresTarget> postgres,
        List<RedisTarget> redis,
        List<ContainerTarget> containers,
        List<HostTarget> hosts,
        ProbeConfig probe,
        Optional<RunbookLimits> limits) {

    public ExporterConfig {
        requireNonNull(listen, "listen");
        requireNonNull(scrape, "scrape");
        requireNonNull(probe, "probe");
        requireNonNull(limits, "limits");
        postgres = List.copyOf(postgres);
        redis = List.copyOf(redis);
        containers = List.copyOf(containers);
        hosts = List.copyOf(hosts);
        requireUnique("postgres", postgres, PostgresTarget::name);
        requireUnique("postgres", postgres, PostgresTarget::server);
        requireUnique("redis", redis, RedisTarget::name);
        requireUnique("redis", redis, RedisTarget::server);
        requireUnique("containers", containers, ContainerTarget::name);
        requireUnique("containers", containers, ContainerTarget::dockerHost);
        requireUnique("host", hosts, HostTarget::name);
    }

    /** Without a definition. */
    public ExporterConfig(
            ListenConfig listen,
            ScrapeConfig scrape,
            List<PostgresTarget> postgres,
            List<RedisTarget> redis,
            List<ContainerTarget> containers,
            List<HostTarget> hosts,
            ProbeConfig probe) {
        this(listen, scrape, postgres, redis, containers, hosts, probe, Optional.empty());
    }

    /** Without probes. */
    public ExporterConfig(
            ListenConfig listen,
            ScrapeConfig scrape,
            List<PostgresTarget> postgres,
            List<RedisTarget> redis,
            List<ContainerTarget> containers,
            List<HostTarget> hosts) {
        this(listen, scrape, postgres, redis, containers, hosts, ProbeConfig.DEFAULT);
    }

    /** The same, served elsewhere. */
    public ExporterConfig withListen(ListenConfig other) {
        return new ExporterConfig(other, scrape, postgres, redis, containers, hosts, probe, limits);
    }

    /** How many servers are watched. */
    public int targets() {
        return postgres.size() + redis.size() + containers.size() + hosts.size();
    }

    private static <T> void requireUnique(String source, List<T> targets, Function<T, String> key) {
        Set<String> seen = new HashSet<>();
        for (T target : targets) {
            String value = key.apply(target);
            if (!seen.add(value.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(source + " holds " + value + " twice");
            }
        }
    }
}
