package com.allodoc.ops.exporter.http;

import java.time.Duration;
import java.util.Map;

/**
 * What the JDK's server is told about connections. It reads these properties once, when the first server of the process
 * is made; one that is set on the command line stays as it is.
 */
final class ConnectionLimits {
    /** Connections at once, all listeners' together; one more is closed as soon as it is accepted. */
    static final int CONNECTIONS = 4096;

    /** Bytes of a request's first line and headers together. A scrape's are about 400. */
    static final int HEADER_BYTES = 64 * 1024;

    private static final Map<String, String> PROPERTIES = Map.of(
            // Without it every answer waits 40 ms for a delayed TCP acknowledgement.
            "sun.net.httpserver.nodelay", "true",
            "jdk.httpserver.maxConnections", String.valueOf(CONNECTIONS),
            "sun.net.httpserver.maxReqHeaderSize", String.valueOf(HEADER_BYTES),
            "sun.net.httpserver.maxReqHeaders", "100",
            // Seconds until a connection that never sent a byte is closed; RequestThreads watches those that did.
            "sun.net.httpserver.maxReqTime", "15",
            // Seconds between two requests: longer than the usual scrape intervals.
            "sun.net.httpserver.idleInterval", "150",
            // Milliseconds between two looks at idle connections.
            "sun.net.httpserver.clockTick", "5000");

    private ConnectionLimits() {}

    /** How long the server keeps a connection by which no request comes. */
    static Duration idle() {
        String property = "sun.net.httpserver.idleInterval";
        return Duration.ofSeconds(Long.getLong(property, Long.parseLong(PROPERTIES.get(property))));
    }

    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
