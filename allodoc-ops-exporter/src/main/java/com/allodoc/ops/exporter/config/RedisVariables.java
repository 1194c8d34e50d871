package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Optional;

/** The variables of redis_exporter. {@code REDIS_PASSWORD_FILE} holds the password itself, or its JSON map by address. */
final class RedisVariables {
    private static final String ADDRESS = "REDIS_ADDR";

    private final Environment environment;
    private final Problems problems;
    private final EnvironmentFiles files;

    RedisVariables(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
        this.files = new EnvironmentFiles(environment, problems);
    }

    List<RedisTarget> decode() {
        String address = environment.variable(ADDRESS).orElse("redis://localhost:6379");
        if (address.isBlank()) {
            return List.of();
        }
        RedisDraft draft = new RedisDraft();
        Origin origin = problems.origin(ADDRESS);
        draft.putUrl(address, origin);
        put(draft, RedisDraft.USER, "REDIS_USER");
        put(draft, RedisDraft.PASSWORD, "REDIS_PASSWORD");
        if (!draft.has(RedisDraft.PASSWORD)) {
            files.read("REDIS_PASSWORD_FILE")
                    .flatMap(text -> password(text, address))
                    .ifPresent(password ->
                            draft.put(RedisDraft.PASSWORD, password, problems.origin("REDIS_PASSWORD_FILE")));
        }
        put(draft, RedisDraft.TLS_CA, "REDIS_EXPORTER_TLS_CA_CERT_FILE");
        put(draft, RedisDraft.TLS_CERTIFICATE, "REDIS_EXPORTER_TLS_CLIENT_CERT_FILE");
        put(draft, RedisDraft.TLS_KEY, "REDIS_EXPORTER_TLS_CLIENT_KEY_FILE");
        environment
                .nonEmpty("REDIS_EXPORTER_SKIP_TLS_VERIFICATION")
                .filter(skip -> skip.equals("true") || skip.equals("1"))
                .ifPresent(skip -> draft.put(
                        RedisDraft.TLS_VERIFY, "false", problems.origin("REDIS_EXPORTER_SKIP_TLS_VERIFICATION")));
        RedisOptionVariables options = new RedisOptionVariables(environment, problems);
        if (options.isCluster()) {
            draft.put(RedisDraft.CLUSTER, "true", problems.origin("REDIS_EXPORTER_IS_CLUSTER"));
        }
        options.decode().ifPresent(draft::options);
        return draft.build(Optional.empty(), origin).stream().toList();
    }

    private void put(RedisDraft draft, String key, String variable) {
        environment.nonEmpty(variable).ifPresent(value -> draft.put(key, value, problems.origin(variable)));
    }

    private Optional<String> password(String text, String address) {
        if (!text.startsWith("{")) {
            return Optional.of(text);
        }
        try {
            return PasswordMap.parse(text).of(address);
        } catch (IllegalArgumentException e) {
            problems.add(0, "REDIS_PASSWORD_FILE", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
