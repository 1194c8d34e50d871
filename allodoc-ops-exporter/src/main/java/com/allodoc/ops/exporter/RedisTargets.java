package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.config.RedisClients;
import com.allodoc.ops.exporter.config.RedisKey;
import com.allodoc.ops.exporter.config.RedisKeyOptions;
import com.allodoc.ops.exporter.config.RedisOptions;
import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.config.Secret;
import com.allodoc.ops.exporter.redis.KeySpec;
import com.allodoc.ops.exporter.redis.RedisCluster;
import com.allodoc.ops.exporter.redis.RedisKeys;
import com.allodoc.ops.exporter.redis.RedisScript;
import com.allodoc.ops.exporter.redis.RedisSettings;
import com.allodoc.ops.exporter.redis.RedisWatch;
import com.allodoc.ops.exporter.redis.ScanBudget;
import java.util.List;
import java.util.regex.Pattern;

/** Turns a Redis target of the configuration into one of the room {@code redis}. */
final class RedisTargets {
    private RedisTargets() {}

    /** A target that has connected to nothing yet: of one server, or of a whole cluster. */
    static Target<?> of(RedisTarget target) {
        RedisSettings settings = settings(target);
        return target.cluster() ? RedisCluster.of(settings) : com.allodoc.ops.exporter.redis.RedisTarget.of(settings);
    }

    /** The names that the configuration may use; a cluster has one more than a server. */
    static List<String> collectors() {
        return RedisCluster.of(settings(RedisTarget.builder().build())).collectors().stream()
                .map(Collector::name)
                .toList();
    }

    static RedisSettings settings(RedisTarget target) {
        return settings(target, target.options());
    }

    /** As {@link #settings(RedisTarget)}, with other things to read. */
    static RedisSettings settings(RedisTarget target, RedisOptions options) {
        RedisSettings.Builder settings = RedisSettings.builder(target.name())
                .tls(target.tls())
                .verify(target.tlsVerify())
                .password(() -> target.password().map(Secret::reveal))
                .watch(watch(options));
        target.socket()
                .ifPresentOrElse(
                        settings::socket, () -> settings.host(target.host()).port(target.port()));
        target.user().ifPresent(settings::user);
        target.tlsCa().ifPresent(settings::ca);
        target.tlsCertificate()
                .ifPresent(certificate ->
                        settings.certificate(certificate, target.tlsKey().orElseThrow()));
        return settings.build();
    }

    static RedisWatch watch(RedisOptions options) {
        RedisWatch.Builder watch = RedisWatch.builder()
                .configCommand(options.configCommand())
                .allConfig(options.allConfig())
                .clients(options.clients() != RedisClients.NONE)
                .clientHosts(options.clients().compareTo(RedisClients.HOSTS) >= 0)
                .clientPorts(options.clients() == RedisClients.PORTS)
                .rdbFile(options.rdbFile())
                .scripts(options.scripts().stream()
                        .map(script -> new RedisScript(script.file().toString(), script.text()))
                        .toList())
                .memoryBudget(options.memoryBudget())
                .keys(keys(options.keys()))
                .without(options.collectors().disable());
        options.searchIndexes().map(Pattern::compile).ifPresent(watch::searchIndexes);
        return watch.build();
    }

    private static RedisKeys keys(RedisKeyOptions options) {
        return RedisKeys.builder()
                .check(specs(options.check()))
                .count(specs(options.count()))
                .streams(specs(options.streams()))
                .groups(options.groups())
                .maxGroups(options.maxGroups())
                .consumers(options.consumers())
                .textValues(options.textValues())
                .maxKeys(options.maxKeys())
                .replica(options.replica())
                .budget(new ScanBudget(
                        options.batch(), options.keysPerMinute(), options.timePerMinute(), options.interval()))
                .build();
    }

    private static List<KeySpec> specs(List<RedisKey> keys) {
        return keys.stream().map(key -> new KeySpec(key.database(), key.key())).toList();
    }
}
