package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.ProbeRefusal;
import com.allodoc.ops.exporter.collect.ProbeRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a probe says: the path gives the source, {@code target} the server and {@code module} the
 * credentials. The peers' ways of asking are understood too: {@code /probe?target=&auth_module=} of postgres_exporter and
 * {@code /scrape?target=} of redis_exporter.
 */
final class ProbeQuery {
    private static final String PATH = "/probe/";
    private static final String DEFAULT_MODULE = "default";
    private static final Map<String, String> PEERS = Map.of("/probe", "postgres", "/scrape", "redis");

    /** What redis_exporter lets a request ask for. */
    private static final Set<String> OPTIONS =
            Set.of("check-keys", "check-single-keys", "check-streams", "check-single-streams", "count-keys");

    private static final int MOST_CHARACTERS = 4096;

    private ProbeQuery() {}

    /** Whether a path asks for a probe. */
    static boolean isProbe(String path) {
        return PEERS.containsKey(path) || (path.startsWith(PATH) && path.length() > PATH.length());
    }

    /** What a path asks for, when it is something that can be probed. */
    static Optional<String> known(String path) {
        return Optional.of(source(path)).filter(PEERS::containsValue);
    }

    private static String source(String path) {
        return PEERS.getOrDefault(path, path.substring(Math.min(path.length(), PATH.length())));
    }

    /**
     * The request in it.
     *
     * @throws ProbeRefusal when there is none, or when it could be read in two ways
     * @throws IllegalArgumentException when a parameter is not percent-encoded as it must be
     */
    static ProbeRequest parse(String path, @Nullable String rawQuery) throws ProbeRefusal {
        String target = null;
        String module = null;
        Map<String, String> options = new HashMap<>();
        int characters = 0;
        for (String parameter : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = decode(parameter.substring(0, equals));
            String value = decode(parameter.substring(equals + 1));
            if (key.equals("target")) {
                target = once(target, value);
            } else if (key.equals("module") || key.equals("auth_module")) {
                module = once(module, value);
            } else if (OPTIONS.contains(key) && !value.isBlank()) {
                options.put(key, once(options.get(key), value));
                characters += value.length();
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw malformed("The keys are longer than " + MOST_CHARACTERS + " characters together.");
        }
        if (target == null || target.isEmpty()) {
            throw malformed("target is missing: /probe/postgres?target=HOST:PORT or /probe/redis?target=HOST:PORT,"
                    + " with &module=NAME when it is not the one called default.");
        }
        return new ProbeRequest(
                source(path), target, module == null || module.isEmpty() ? DEFAULT_MODULE : module, options);
    }

    private static String once(@Nullable String before, String value) throws ProbeRefusal {
        if (before != null) {
            throw malformed("Each parameter may be given once.");
        }
        return value;
    }

    private static ProbeRefusal malformed(String message) {
        return new ProbeRefusal(ProbeRefusal.Kind.MALFORMED, message);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
