package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Stands in for the composition root until that is written: listens, and says nothing. */
public final class Exporter implements AutoCloseable {
    private final ExporterConfig config;
    private final List<ServerSocket> sockets = new ArrayList<>();

    private Exporter(ExporterConfig config) {
        this.config = config;
    }

    public static Exporter of(ExporterConfig config) {
        return new Exporter(config);
    }

    /** Listens. */
    public void start() throws IOException {
        for (ListenAddress address : config.listen().addresses()) {
            ServerSocket socket = new ServerSocket();
            sockets.add(socket);
            socket.bind(address.toSocketAddress());
        }
    }

    /** Where it listens. */
    public List<URI> addresses() {
        return sockets.stream()
                .map(s -> URI.create("http://127.0.0.1:" + s.getLocalPort() + "/"))
                .toList();
    }

    /** Collects once. */
    public Outcome once(OutputStream out) throws IOException {
        out.flush();
        return Outcome.ALL_UP;
    }

    @Override
    public void close() {
        for (ServerSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** How {@link #once} went. */
    public enum Outcome {
        ALL_UP,
        COLLECTOR_FAILED,
        TARGET_DOWN
    }
}
