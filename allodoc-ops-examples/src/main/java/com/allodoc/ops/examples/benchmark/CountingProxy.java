package com.allodoc.ops.examples.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes connections on to a server and counts the round trips: how often the client has sent something after it had
 * an answer. Whoever pays for each of them is the one with a slow network.
 */
final class CountingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong trips = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final int server;

    CountingProxy(int server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long trips() {
        return trips.get();
    }

    /** Connections that were opened. */
    int connections() {
        return connections.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                connections.incrementAndGet();
                Link link = new Link();
                start(() -> copy(client, there, link::sent));
                start(() -> copy(there, client, link::answered));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private static void copy(Socket from, Socket to, Runnable passed) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                passed.run();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            passed.run(); // One side has hung up, which ends both.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One connection: whose turn it was last. */
    private final class Link {
        private boolean waiting;

        synchronized void sent() {
            if (!waiting) {
                waiting = true;
                trips.incrementAndGet();
            }
        }

        synchronized void answered() {
            waiting = false;
        }
    }
}
