package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server on the loopback and counts bytes, connections and round trips. Close it. */
public final class CountingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong roundTrips = new AtomicLong();

    private CountingProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Before the server on this port. */
    public static CountingProxy to(int port) throws IOException {
        CountingProxy proxy = new CountingProxy(port);
        thread(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Bytes from the client to the server. */
    public long sent() {
        return sent.get();
    }

    /** Bytes from the server to the client. */
    public long received() {
        return received.get();
    }

    public long connections() {
        return connections.get();
    }

    /** How often a client spoke after the server had spoken, or first. */
    public long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                connections.incrementAndGet();
                AtomicLong turn = new AtomicLong();
                thread(() -> pump(client, server, sent, () -> {
                    if (turn.getAndSet(1) == 0) {
                        roundTrips.incrementAndGet();
                    }
                }));
                thread(() -> pump(server, client, received, () -> turn.set(0)));
            }
        } catch (IOException e) {
            closeAll();
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong bytes, Runnable spoke) {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.addAndGet(read);
                spoke.run();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void closeAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeAll();
    }
}
