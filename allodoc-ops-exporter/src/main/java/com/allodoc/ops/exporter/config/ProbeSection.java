package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code probe}: the limits, and one list of modules for each source. A module is a target without a server, and with
 * the list of the servers it is for.
 */
final class ProbeSection {
    private static final int POSTGRES_PORT = PostgresTarget.builder().build().port();
    private static final int REDIS_PORT = RedisTarget.builder().build().port();

    private ProbeSection() {}

    static Optional<ProbeConfig> decode(YamlObject object) {
        ProbeConfig defaults = ProbeConfig.DEFAULT;
        Optional<Integer> sessions =
                object.take("maxSessions").map(ProbeSection::count).orElse(Optional.of(defaults.maxSessions()));
        Optional<Integer> concurrent =
                object.take("maxConcurrent").map(ProbeSection::count).orElse(Optional.of(defaults.maxConcurrent()));
        Optional<Duration> idle =
                object.take("idleTimeout").map(YamlValue::duration).orElse(Optional.of(defaults.idleTimeout()));
        Optional<List<ProbeModule<PostgresTarget>>> postgres =
                modules(object, "postgres", POSTGRES_PORT, PostgresSection::decode, PostgresTarget::name);
        Optional<List<ProbeModule<RedisTarget>>> redis =
                modules(object, "redis", REDIS_PORT, ProbeSection::redis, RedisTarget::name);
        object.finish();
        if (sessions.isEmpty() || concurrent.isEmpty() || idle.isEmpty() || postgres.isEmpty() || redis.isEmpty()) {
            return Optional.empty();
        }
        return ConfigDecoder.build(
                object,
                () -> new ProbeConfig(sessions.get(), concurrent.get(), idle.get(), postgres.get(), redis.get()));
    }

    /** The nodes of a cluster are where the cluster says, and a module's password goes where the module says. */
    private static Optional<RedisTarget> redis(YamlObject module) {
        Optional<RedisTarget> login = RedisSection.decode(module);
        if (login.filter(RedisTarget::cluster).isPresent()) {
            module.problem("cluster: a probe reads the one node that the request names; put the cluster under"
                    + " targets.redis, or leave cluster out to probe node by node");
            return Optional.empty();
        }
        return login;
    }

    private static Optional<Integer> count(YamlValue value) {
        return value.parse(text -> {
            if (!text.matches("[1-9][0-9]{0,5}")) {
                throw new IllegalArgumentException("expected a whole number from 1 to 999999");
            }
            return Integer.valueOf(text);
        });
    }

    /** All modules of a source, or nothing when a problem was noted with any. */
    private static <T> Optional<List<ProbeModule<T>>> modules(
            YamlObject object,
            String source,
            int defaultPort,
            Function<YamlObject, Optional<T>> login,
            Function<T, String> name) {
        List<YamlValue> entries = object.take(source).map(YamlValue::list).orElse(List.of());
        List<ProbeModule<T>> modules = new ArrayList<>();
        for (YamlValue entry : entries) {
            entry.object()
                    .flatMap(module -> module(module, defaultPort, login, name))
                    .ifPresent(modules::add);
        }
        return modules.size() == entries.size() ? Optional.of(modules) : Optional.empty();
    }

    private static <T> Optional<ProbeModule<T>> module(
            YamlObject module, int defaultPort, Function<YamlObject, Optional<T>> login, Function<T, String> name) {
        boolean named = module.has("name");
        for (String key : List.of("host", "port", "url")) {
            module.take(key)
                    .ifPresent(value -> value.problem("a module has no server of its own; the request names it, and"
                            + " targets lists the ones it may name"));
        }
        boolean hasServer = module.has("host") || module.has("port") || module.has("url");
        Optional<YamlValue> list = module.take("targets");
        if (list.isEmpty()) {
            module.problem("targets is missing; list the servers these credentials may be sent to");
        }
        Optional<AllowedServers> targets = list.flatMap(value -> targets(value, defaultPort));
        Optional<T> decoded = hasServer ? Optional.empty() : login.apply(module);
        return targets.flatMap(allowed -> decoded.flatMap(value -> ConfigDecoder.build(
                module, () -> new ProbeModule<>(named ? name.apply(value) : ProbeModule.DEFAULT, value, allowed))));
    }

    private static Optional<AllowedServers> targets(YamlValue list, int defaultPort) {
        List<YamlValue> values = list.list();
        List<AllowRule> rules = values.stream()
                .flatMap(value -> value.parse(text -> AllowRule.parse(text, defaultPort)).stream())
                .toList();
        return rules.size() < values.size()
                ? Optional.empty()
                : ConfigDecoder.build(list, () -> new AllowedServers(rules));
    }

    /** The same as it is written, with the login as {@code login} writes it. */
    static Map<String, Object> write(
            ProbeConfig config,
            Function<PostgresTarget, Map<String, Object>> postgres,
            Function<RedisTarget, Map<String, Object>> redis) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("maxSessions", config.maxSessions());
        section.put("maxConcurrent", config.maxConcurrent());
        section.put("idleTimeout", DurationText.format(config.idleTimeout()));
        section.put("postgres", write(config.postgres(), postgres));
        section.put("redis", write(config.redis(), redis));
        return section;
    }

    private static <T> List<Map<String, Object>> write(
            List<ProbeModule<T>> modules, Function<T, Map<String, Object>> login) {
        return modules.stream()
                .map(module -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", module.name());
                    entry.put(
                            "targets",
                            module.targets().rules().stream()
                                    .map(Object::toString)
                                    .toList());
                    login.apply(module.login()).forEach(entry::putIfAbsent);
                    entry.keySet().removeAll(List.of("host", "port"));
                    return entry;
                })
                .toList();
    }
}
