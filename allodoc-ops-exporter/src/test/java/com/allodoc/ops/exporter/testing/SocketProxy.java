package com.allodoc.ops.exporter.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Stands between a client and a real engine, as the socket proxies do that people put there: remembers the first line of
 * every request, and answers 403 to all that is no GET or is not allowed.
 */
public final class SocketProxy implements AutoCloseable {
    private static final byte[] FORBIDDEN =
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nforbidden".getBytes(StandardCharsets.US_ASCII);

    private final URI engine;
    private final Predicate<String> allowed;
    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    private SocketProxy(URI engine, Predicate<String> allowed) throws IOException {
        this.engine = engine;
        this.allowed = allowed;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /**
     * Stands before an engine.
     *
     * @param allowed tells of a path whether it may be asked for
     */
    public static SocketProxy before(URI engine, Predicate<String> allowed) throws IOException {
        return new SocketProxy(engine, allowed);
    }

    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** Every request so far, also the refused ones: {@code GET /info HTTP/1.1}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "socket-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** One request after the other: nobody sends the next before the answer to the last. */
    private void serve(Socket client) {
        try (client;
                SocketChannel upstream = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            open.add(upstream);
            upstream.connect(UnixDomainSocketAddress.of(engine.getPath()));
            OutputStream toEngine = Channels.newOutputStream(upstream);
            OutputStream toClient = client.getOutputStream();
            daemon(() -> pump(Channels.newInputStream(upstream), toClient));
            for (String head = head(client.getInputStream()); !head.isEmpty(); head = head(client.getInputStream())) {
                String line = head.substring(0, head.indexOf('\r'));
                requests.add(line);
                String[] words = line.split(" ", -1);
                if (words[0].equals("GET") && allowed.test(words[1])) {
                    toEngine.write(head.getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    toClient.write(FORBIDDEN);
                }
            }
        } catch (IOException e) {
            // The test, the client or the engine has closed its side, and so is this closed.
            return;
        }
    }

    /** Up to the empty line; what a GET has after it is nothing. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static void pump(InputStream from, OutputStream to) {
        try (from;
                to) {
            byte[] buffer = new byte[8192];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One of the two sides is gone.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable each : open) {
            each.close();
        }
    }
}
