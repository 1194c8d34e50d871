package com.allodoc.ops.exporter.redis;

import java.util.function.Predicate;

/** What kind of server INFO speaks of: conditions under which a command belongs to the set. */
final class ServerKind {
    private static final InfoName SENTINEL_MASTERS = InfoName.of("sentinel_masters");
    private static final InfoName CLUSTER_ENABLED = InfoName.of("cluster_enabled");
    private static final InfoName REDIS_VERSION = InfoName.of("redis_version");
    private static final InfoName VALKEY_VERSION = InfoName.of("valkey_version");
    private static final InfoName TILE38_VERSION = InfoName.of("tile38_version");

    /** The usual kind: it holds data, and is neither a sentinel nor Tile38. */
    static final Predicate<InfoReply> STORE = info -> !isSentinel(info) && !info.has(TILE38_VERSION);

    static final Predicate<InfoReply> SENTINEL = ServerKind::isSentinel;
    static final Predicate<InfoReply> CLUSTER_NODE =
            info -> info.number(CLUSTER_ENABLED).orElse(0) == 1;
    static final Predicate<InfoReply> VALKEY = info -> info.has(VALKEY_VERSION);

    private ServerKind() {}

    /** A store whose version is at least this one; Valkey says 7.2.4 of itself. */
    static Predicate<InfoReply> since(int major) {
        return STORE.and(info -> major(info) >= major);
    }

    /** A store that is older. */
    static Predicate<InfoReply> before(int major) {
        return STORE.and(info -> major(info) < major);
    }

    private static boolean isSentinel(InfoReply info) {
        return info.has(SENTINEL_MASTERS);
    }

    /** 0 for a server that does not tell its version. */
    private static int major(InfoReply info) {
        String version = info.text(REDIS_VERSION).orElse("");
        int major = 0;
        for (int i = 0; i < Math.min(version.length(), 4); i++) {
            char c = version.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            major = major * 10 + (c - '0');
        }
        return major;
    }
}
