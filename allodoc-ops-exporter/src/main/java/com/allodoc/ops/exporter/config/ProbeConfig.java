package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The servers that are scraped when a request names them. Immutable.
 *
 * @param maxSessions servers whose connections are kept at most; the one not asked for longest makes room; 500 by default
 * @param maxConcurrent servers that are scraped at once at most, at least one; 250 by default
 * @param idleTimeout how long the connection of a server that nobody asks for is kept; 5 min by default
 * @param postgres how to log in to PostgreSQL servers; names are unique
 * @param redis how to log in to Redis servers; names are unique
 */
public record ProbeConfig(
        int maxSessions,
        int maxConcurrent,
        Duration idleTimeout,
        List<ProbeModule<PostgresTarget>> postgres,
        List<ProbeModule<RedisTarget>> redis) {

    /** No module, hence no server that a request may name. */
    public static final ProbeConfig DEFAULT = new ProbeConfig(500, 250, Duration.ofMinutes(5), List.of(), List.of());

    public ProbeConfig {
        postgres = List.copyOf(postgres);
        redis = List.copyOf(redis);
        if (maxConcurrent < 1 || maxSessions < maxConcurrent) {
            throw new IllegalArgumentException("maxSessions (" + maxSessions + ") must be at least maxConcurrent ("
                    + maxConcurrent + "), and that at least 1");
        }
        if (idleTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("idleTimeout must be at least 1s");
        }
        requireUnique("postgres", postgres);
        requireUnique("redis", redis);
    }

    /** Whether a request may name any server. */
    public boolean isEmpty() {
        return postgres.isEmpty() && redis.isEmpty();
    }

    private static <T> void requireUnique(String source, List<ProbeModule<T>> modules) {
        Set<String> seen = new HashSet<>();
        for (ProbeModule<T> module : modules) {
            if (!seen.add(module.name())) {
                throw new IllegalArgumentException(
                        "probe." + source + " holds the module " + module.name() + " twice; give each its own name");
            }
        }
    }
}
