package com.allodoc.ops.exporter.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The few connections that may be written to in large pieces, which takes less time. The JDK's server keeps a buffer of
 * twice the largest write for each connection while it is open, and there may be thousands of them. It tells nobody when
 * one is closed: a connection keeps its place until no request has come by it for longer than the server keeps an idle
 * one. Safe for use by any thread. See docs/adr/0024.
 */
final class WideConnections {
    /** Two Prometheus servers, an agent, and people who look. */
    static final int PLACES = 8;

    /** More than a request and its answer take. */
    private static final Duration ANSWERING = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final Map<Connection, Long> lastSeen = new HashMap<>();

    private record Connection(InetSocketAddress here, InetSocketAddress client) {}

    WideConnections() {
        this(System::nanoTime);
    }

    WideConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether this connection may have large pieces: it has a place, or takes a free one now. */
    synchronized boolean admits(InetSocketAddress here, InetSocketAddress client) {
        long now = nanoTime.getAsLong();
        Connection connection = new Connection(here, client);
        if (lastSeen.size() == PLACES && !lastSeen.containsKey(connection)) {
            long closed = ConnectionLimits.idle().plus(ANSWERING).toNanos();
            lastSeen.values().removeIf(seen -> now - seen > closed);
        }
        if (lastSeen.size() == PLACES && !lastSeen.containsKey(connection)) {
            return false;
        }
        lastSeen.put(connection, now);
        return true;
    }

    /** A request has come, for whatever: the connection is open. */
    synchronized void seen(InetSocketAddress here, InetSocketAddress client) {
        if (!lastSeen.isEmpty()) {
            lastSeen.replace(new Connection(here, client), nanoTime.getAsLong());
        }
    }
}
