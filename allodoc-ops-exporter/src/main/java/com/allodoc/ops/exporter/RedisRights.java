package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.redis.RedisGrants;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rights that the exporter needs on a Redis server, as one line for redis-cli. */
public final class RedisRights {
    private RedisRights() {}

    /** What servers there are lines for: {@code redis-6, redis-7, valkey, sentinel}. */
    public static List<String> kinds() {
        return Arrays.stream(RedisGrants.Server.values()).map(RedisRights::name).toList();
    }

    private static String name(RedisGrants.Server server) {
        return server.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The command that makes the user, with a placeholder for the password.
     *
     * @param kind one of {@link #kinds()}
     * @throws IllegalArgumentException when it is none of them
     */
    public static String line(RedisTarget target, String kind, String user) {
        RedisGrants.Server server = Arrays.stream(RedisGrants.Server.values())
                .filter(candidate -> name(candidate).equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind: expected one of " + String.join(", ", kinds())));
        return RedisGrants.of(RedisTargets.watch(target.options()), server, target.cluster()).stream()
                .map(RedisRights::quoted)
                .collect(Collectors.joining(" ", "ACL SETUSER " + quoted(user) + " reset on >CHANGE-ME ", ""));
    }

    /** As redis-cli reads it. */
    private static String quoted(String word) {
        boolean plain = word.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\'' && c != '\\');
        return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
