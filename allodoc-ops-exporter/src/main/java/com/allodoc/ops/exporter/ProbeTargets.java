package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.ProbeFinder;
import com.allodoc.ops.exporter.collect.ProbeRefusal;
import com.allodoc.ops.exporter.collect.ProbeRequest;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.ProbeConfig;
import com.allodoc.ops.exporter.config.ProbeModule;
import com.allodoc.ops.exporter.config.RedisKeyOptions;
import com.allodoc.ops.exporter.config.RedisOptions;
import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.postgres.PgTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers that the probe modules of the configuration allow. What a module does not name gets nothing: no
 * connection, no look-up of its name, and above all no password. Immutable.
 */
final class ProbeTargets implements ProbeFinder {
    private static final String POSTGRES = "postgres";
    private static final String REDIS = "redis";
    private static final int POSTGRES_PORT = PostgresTarget.builder().build().port();
    private static final int REDIS_PORT = RedisTarget.builder().build().port();

    private final ProbeConfig config;
    private final ProbedTarget.Lookup lookup;

    ProbeTargets(ProbeConfig config, ProbedTarget.Lookup lookup) {
        this.config = config;
        this.lookup = lookup;
    }

    @Override
    public ProbeRequest check(ProbeRequest request) throws ProbeRefusal {
        ProbeAddress place = place(request)
                .orElseThrow(() -> new ProbeRefusal(
                        ProbeRefusal.Kind.MALFORMED,
                        "target must be host, host:port or host:port/database, without user, password and options;"
                                + " those come from the module."));
        ProbeModule<?> module = module(request);
        if (!module.targets().mayName(place.host(), place.port())) {
            throw new ProbeRefusal(
                    ProbeRefusal.Kind.NOT_ALLOWED,
                    "The module does not name this server; add it to its targets under probe in the configuration.");
        }
        boolean isRedis = module.login() instanceof RedisTarget;
        if (isRedis && place.tls() && !((RedisTarget) module.login()).tls()) {
            throw new ProbeRefusal(
                    ProbeRefusal.Kind.NOT_ALLOWED, "The target asks for TLS and the module has none; add tls: true.");
        }
        checkOptions(request, module);
        String path = isRedis ? "" : place.path();
        return new ProbeRequest(
                request.source(),
                new ProbeAddress(false, place.host(), place.port(), path).toString(),
                module.name(),
                request.options());
    }

    private static void checkOptions(ProbeRequest request, ProbeModule<?> module) throws ProbeRefusal {
        if (request.options().isEmpty()) {
            return;
        }
        if (!(module.login() instanceof RedisTarget login)) {
            throw new ProbeRefusal(ProbeRefusal.Kind.MALFORMED, "Keys are what Redis has; leave them out.");
        }
        RedisKeyOptions keys = login.options().keys();
        if (!keys.fromRequest()) {
            throw new ProbeRefusal(
                    ProbeRefusal.Kind.NOT_ALLOWED,
                    "The module does not let requests choose keys, whose names may say more than a label should; list"
                            + " them there under keys, or add keys: {fromRequest: true}.");
        }
        try {
            RequestedKeys.over(keys, request.options());
        } catch (IllegalArgumentException e) {
            throw new ProbeRefusal(ProbeRefusal.Kind.MALFORMED, "The keys can't be read: " + e.getMessage() + '.');
        }
    }

    private static Optional<ProbeAddress> place(ProbeRequest request) {
        return ProbeAddress.parse(request.target(), request.source().equals(REDIS) ? REDIS_PORT : POSTGRES_PORT);
    }

    private ProbeModule<?> module(ProbeRequest request) throws ProbeRefusal {
        List<? extends ProbeModule<?>> modules = switch (request.source()) {
            case POSTGRES -> config.postgres();
            case REDIS -> config.redis();
            default -> List.of();
        };
        for (ProbeModule<?> module : modules) {
            if (module.name().equals(request.module())) {
                return module;
            }
        }
        throw new ProbeRefusal(
                ProbeRefusal.Kind.NOT_ALLOWED,
                "There is no such module for this source; add it under probe in the configuration.");
    }

    @Override
    public Target<?> target(ProbeRequest checked) {
        ProbeAddress place = place(checked).orElseThrow();
        if (checked.source().equals(REDIS)) {
            return redis(place, named(config.redis(), checked), checked);
        }
        return postgres(place, named(config.postgres(), checked));
    }

    private static <T> ProbeModule<T> named(List<ProbeModule<T>> modules, ProbeRequest checked) {
        return modules.stream()
                .filter(module -> module.name().equals(checked.module()))
                .findFirst()
                .orElseThrow();
    }

    private Target<?> postgres(ProbeAddress place, ProbeModule<PostgresTarget> module) {
        PostgresTarget login = module.login();
        PgTarget target = PostgresTargets.of(login.at(place.toString(), place.host(), place.port(), place.path()));
        return new ProbedTarget<>(target, place, module.targets(), lookup, target::openAt);
    }

    private Target<?> redis(ProbeAddress place, ProbeModule<RedisTarget> module, ProbeRequest checked) {
        RedisOptions options = module.login().options();
        RedisOptions asked = options.withKeys(RequestedKeys.over(options.keys(), checked.options()));
        var target = com.allodoc.ops.exporter.redis.RedisTarget.of(
                RedisTargets.settings(module.login().at(place.toString(), place.host(), place.port()), asked));
        return new ProbedTarget<>(target, place, module.targets(), lookup, target::openAt);
    }

    @Override
    public List<ProbeRequest> named() {
        List<ProbeRequest> named = new ArrayList<>();
        addNamed(named, POSTGRES, config.postgres());
        addNamed(named, REDIS, config.redis());
        return named;
    }

    private static <T> void addNamed(List<ProbeRequest> named, String source, List<ProbeModule<T>> modules) {
        for (ProbeModule<T> module : modules) {
            module.targets().single().forEach(server -> named.add(new ProbeRequest(source, server, module.name())));
        }
    }
}
