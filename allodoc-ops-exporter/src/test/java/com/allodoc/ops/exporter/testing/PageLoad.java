package com.allodoc.ops.exporter.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Fetches {@code /metrics} over one kept connection, with next to no work of its own, so that the server is measured. */
public final class PageLoad implements AutoCloseable {
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final byte[] REQUEST =
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;

    /** Outside the heap, so that nothing is copied; between its position and its limit is what has not been taken. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024).limit(0);

    private PageLoad(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** A connection to the server on this port. */
    public static PageLoad to(int port) throws IOException {
        return new PageLoad(port);
    }

    /** Pages in a second over so many connections at once. */
    public static double perSecond(int port, int connections) {
        long start = System.nanoTime();
        long end = start + MEASURED.toNanos();
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(CompletableFuture.supplyAsync(() -> until(port, end), work -> new Thread(work).start()));
        }
        int pages = clients.stream().mapToInt(CompletableFuture::join).sum();
        return pages * 1e9 / (System.nanoTime() - start);
    }

    private static int until(int port, long end) {
        int pages = 0;
        try (PageLoad load = to(port)) {
            while (System.nanoTime() - end < 0) {
                load.get();
                pages++;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return pages;
    }

    /** Fetches one page and says how many bytes it has. */
    public int get() throws IOException {
        channel.write(ByteBuffer.wrap(REQUEST));
        int length = -1;
        String status = line();
        if (!status.contains(" 200 ")) {
            throw new IOException("answered with " + status);
        }
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        return length >= 0 ? skip(length) : chunks();
    }

    private int chunks() throws IOException {
        int total = 0;
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            total += skip(size);
            line();
        }
        line();
        return total;
    }

    private int skip(int length) throws IOException {
        int left = length;
        while (left > 0) {
            fill();
            int taken = Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + taken);
            left -= taken;
        }
        return length;
    }

    private void fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException();
            }
        }
    }

    private byte next() throws IOException {
        fill();
        return buffer.get();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte b = next(); b != '\n'; b = next()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
