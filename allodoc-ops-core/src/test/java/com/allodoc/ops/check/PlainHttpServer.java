package com.allodoc.ops.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server over a real socket that answers as badly as a test wants. Not the JDK's: the module under test does not
 * read jdk.httpserver, and that one could not break off in the middle of an answer.
 */
final class PlainHttpServer implements AutoCloseable {

    /** Writes a whole answer, head included; the connection is closed after it. */
    interface Answer {
        void write(List<String> head, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    PlainHttpServer() throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    PlainHttpServer answer(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    PlainHttpServer answer(String path, int status, String body) {
        return answer(path, (head, out) -> out.write(response(status, "", body)));
    }

    static byte[] response(int status, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = "HTTP/1.1 " + status + " x\r\nConnection: close\r\n" + headers
                + (status == 204 ? "" : "Content-Length: " + length + "\r\n") + "\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "plain-http-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            @Nullable Socket client = next();
            if (client != null) {
                start(() -> serve(client));
            }
        }
    }

    private @Nullable Socket next() {
        try {
            return socket.accept();
        } catch (IOException closed) {
            return null;
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> head = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            String path = head.isEmpty() ? "" : head.get(0).split(" ", -1)[1];
            Answer answer = answers.getOrDefault(path, (request, out) -> out.write(response(404, "", "")));
            answer.write(head, client.getOutputStream());
            client.getOutputStream().flush();
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over: both are what some tests are about.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        List.copyOf(threads).forEach(Thread::interrupt);
    }
}
