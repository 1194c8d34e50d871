package com.allodoc.ops.exporter.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a node_exporter on this machine, at most once a minute. Whoever listens on its port must call itself so on
 * its front page; to refuse, or to say anything else, is not to be one. For one thread.
 */
final class NodeExporter {
    static final String ADDRESS = "127.0.0.1:9100";

    private static final Logger log = LoggerFactory.getLogger(NodeExporter.class);
    private static final int PORT = 9100;
    private static final int MILLIS = 250;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final byte[] REQUEST =
            "GET / HTTP/1.0\r\nHost: 127.0.0.1:9100\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private long askedAt;
    private boolean asked;
    private boolean listens;

    NodeExporter() {
        this(PORT);
    }

    NodeExporter(int port) {
        this.port = port;
    }

    boolean listens() {
        long now = System.nanoTime();
        if (!asked || now - askedAt > INTERVAL.toNanos()) {
            boolean before = listens;
            listens = ask();
            if (listens != before) {
                log.info(
                        "host node_exporter={} at={} host metrics={}",
                        listens ? "found" : "gone",
                        ADDRESS,
                        listens ? "off" : "on");
            }
            asked = true;
            askedAt = now;
        }
        return listens;
    }

    private boolean ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(REQUEST);
            byte[] page = socket.getInputStream().readNBytes(4096);
            String text = new String(page, StandardCharsets.ISO_8859_1);
            return text.contains("Node Exporter") || text.contains("node_exporter");
        } catch (IOException e) {
            log.trace("nobody answers at {}", ADDRESS, e);
            return false;
        }
    }
}
