package com.allodoc.ops.exporter.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client without manners: sends what a well-behaved one would not, and sees what comes back, or that nothing does. */
public final class RawHttp implements AutoCloseable {
    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /** Connects to this machine, and waits half a minute at most for whatever is read later. */
    public static RawHttp connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return new RawHttp(socket);
    }

    public RawHttp send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawHttp send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Everything until the server closes the connection; empty when it closes it without an answer. */
    public String readToEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(new String(buffer, 0, n, ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            return text.toString();
        }
        return text.toString();
    }

    /** Sends a whole request and reads to the end. */
    public static String answer(int port, String request) throws IOException {
        try (RawHttp http = connect(port)) {
            try {
                http.send(request);
            } catch (IOException closedMeanwhile) {
                return http.readToEnd();
            }
            return http.readToEnd();
        }
    }

    /** Whether the server has closed the connection; waits for half a minute at most. */
    public boolean isClosed() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
