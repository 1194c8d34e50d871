package com.allodoc.ops.exporter.redis;

import java.util.function.Predicate;

/** What kind of server INFO speaks of: conditions under which a command belongs to the set. */
final class ServerKind {
    /** The usual kind: it holds data, and is neither a sentinel nor Tile38. */
    static final Predicate<InfoReply> STORE = info -> !isSentinel(info) && !info.has("tile38_version");

    static final Predicate<InfoReply> SENTINEL = ServerKind::isSentinel;
    static final Predicate<InfoReply> CLUSTER_NODE =
            info -> info.number("cluster_enabled").orElse(0) == 1;
    static final Predicate<InfoReply> VALKEY = info -> info.has("valkey_version");

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
        return info.has("sentinel_masters");
    }

    /** 0 for a server that does not tell its version. */
    private static int major(InfoReply info) {
        String version = info.text("redis_version").orElse("");
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
