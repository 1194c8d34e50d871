package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.RedisKey;
import com.allodoc.ops.exporter.config.RedisKeyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that a probe of Redis asks for itself, by redis_exporter's parameters. They take the place of the module's;
 * how gently they are read stays the module's decision.
 */
final class RequestedKeys {
    /** More than anybody writes into prometheus.yml; each costs a command or a pass. */
    private static final int MOST = 100;

    private RequestedKeys() {}

    /**
     * What a module reads when the request has these parameters.
     *
     * @throws IllegalArgumentException when they can't be read or are too many
     */
    static RedisKeyOptions over(RedisKeyOptions module, Map<String, String> parameters) {
        List<RedisKey> check = keys(parameters, "check-keys", "check-single-keys");
        List<RedisKey> streams = keys(parameters, "check-streams", "check-single-streams");
        List<RedisKey> count = keys(parameters, "count-keys");
        if (check.size() + streams.size() + count.size() > MOST) {
            throw new IllegalArgumentException("a request may ask for " + MOST + " keys and patterns");
        }
        return module.asking(
                check.isEmpty() ? module.check() : check,
                count.isEmpty() ? module.count() : count,
                streams.isEmpty() ? module.streams() : streams);
    }

    private static List<RedisKey> keys(Map<String, String> parameters, String... names) {
        List<RedisKey> keys = new ArrayList<>();
        for (String name : names) {
            for (String item : parameters.getOrDefault(name, "").split(",")) {
                if (!item.isBlank()) {
                    keys.add(RedisKey.parse(item.strip()));
                }
            }
        }
        return keys;
    }
}
