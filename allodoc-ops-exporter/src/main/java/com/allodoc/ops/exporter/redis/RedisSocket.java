package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A TCP or unix socket on which nothing outlasts the deadline: not the connect, not a read, not a write, and not a
 * server that sends a byte now and then. The JDK's own time limit is per read, which such a server never exceeds.
 *
 * <p>Used by one thread; {@link #close()} may be called by any and frees a blocked call at once.
 */
final class RedisSocket extends Socket {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey selection;
    private volatile Deadline deadline;

    private RedisSocket(SocketChannel channel, Selector selector, Deadline deadline) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.deadline = deadline;
        channel.configureBlocking(false);
        this.selection = channel.register(selector, SelectionKey.OP_CONNECT);
    }

    /**
     * Connects.
     *
     * @throws SocketTimeoutException when nobody answers before the deadline
     */
    static RedisSocket connect(SocketAddress address, Deadline deadline) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        RedisSocket socket;
        try {
            socket = new RedisSocket(channel, Selector.open(), deadline);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        try {
            if (!unix) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            if (!channel.connect(address)) {
                while (!channel.finishConnect()) {
                    socket.await(SelectionKey.OP_CONNECT, "connection");
                }
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** From now on everything ends at this deadline. */
    void deadline(Deadline next) {
        deadline = next;
    }

    private void await(int operation, String what) throws IOException {
        if (deadline.isExpired()) {
            throw new SocketTimeoutException("no " + what + " before the deadline");
        }
        try {
            selection.interestOps(operation);
            selector.select(deadline.remainingMillis());
            selector.selectedKeys().clear();
        } catch (CancelledKeyException | ClosedSelectorException e) {
            throw closed(e);
        }
    }

    private static SocketException closed(Throwable cause) {
        SocketException closed = new SocketException("socket closed");
        closed.initCause(cause);
        return closed;
    }

    private int read(ByteBuffer into) throws IOException {
        int read = channel.read(into);
        while (read == 0 && into.hasRemaining()) {
            await(SelectionKey.OP_READ, "answer");
            read = channel.read(into);
        }
        return read;
    }

    private void write(ByteBuffer from) throws IOException {
        channel.write(from);
        while (from.hasRemaining()) {
            await(SelectionKey.OP_WRITE, "room to write");
            channel.write(from);
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return RedisSocket.this.read(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public void close() throws IOException {
                RedisSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                RedisSocket.this.write(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public void close() throws IOException {
                RedisSocket.this.close();
            }
        };
    }

    /** Ignored: the deadline rules. */
    @Override
    public void setSoTimeout(int millis) {
        // Both jedis and the TLS layer set one; the deadline is stricter.
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected() || isClosed();
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isInputShutdown() {
        return isClosed();
    }

    @Override
    public boolean isOutputShutdown() {
        return isClosed();
    }

    @Override
    public void shutdownInput() {
        // The TLS layer asks for it before close(), which follows and does it all.
    }

    @Override
    public void shutdownOutput() {
        // As above.
    }

    /** Holds the monitor as the class it extends does; nothing here blocks while holding it. */
    @Override
    public synchronized void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }
}
