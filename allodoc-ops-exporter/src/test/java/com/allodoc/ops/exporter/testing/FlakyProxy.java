package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between a client and a server on this machine, and lets a test break what passes through it. */
public final class FlakyProxy implements AutoCloseable {
    private final ServerSocket listener;
    private volatile int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASS;

    /** What happens to connections, those that stand included. */
    public enum Mode {
        /** All is well. */
        PASS,
        /** They break, and new ones break at once. */
        CUT,
        /** They stand, and nothing passes. */
        HANG
    }

    private FlakyProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    /** Starts one in front of a port of this machine. */
    public static FlakyProxy before(int serverPort) throws IOException {
        FlakyProxy proxy = new FlakyProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), serverPort);
        start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void mode(Mode next) {
        mode = next;
        if (next == Mode.CUT) {
            open.forEach(FlakyProxy::end);
        }
    }

    /** What comes from here on goes to another server, as with a name that a failover has moved. */
    public void leadTo(int port) {
        serverPort = port;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "flaky-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (mode == Mode.CUT) {
                    end(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                // Otherwise what a proxy adds is 40 ms for each small packet that waits for an acknowledgement.
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                start(() -> copy(client, server));
                start(() -> copy(server, client));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (mode == Mode.HANG && open.contains(from)) {
                    LockSupport.parkNanos(5_000_000);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            open.remove(from);
        } finally {
            open.remove(from);
            open.remove(to);
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        mode(Mode.CUT);
    }
}
