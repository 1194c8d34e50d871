package com.allodoc.ops.check;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client of one HTTP check, made when first needed: two daemon threads at most. Thread-safe. */
final class ProbeClient implements AutoCloseable {

    private static final int IDLE_SECONDS = 5;

    private final Redirect redirects;
    private @Nullable HttpClient client;
    private @Nullable ThreadPoolExecutor executor;
    private boolean closed;

    ProbeClient(Redirect redirects) {
        this.redirects = redirects;
    }

    synchronized HttpClient get() {
        if (closed) {
            throw new IllegalStateException("the check is closed; build another");
        }
        if (client == null) {
            executor =
                    new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "ops-check-http");
                        thread.setDaemon(true);
                        return thread;
                    });
            executor.allowCoreThreadTimeOut(true);
            // Probes speak HTTP/1.1: an upgrade request to HTTP/2 is what some servers answer with an error.
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(redirects)
                    .executor(executor)
                    .build();
        }
        return client;
    }

    /** From Java 21 a client can be closed; before, its selector thread ends when nothing refers to it any more. */
    @Override
    public synchronized void close() {
        closed = true;
        Object open = client;
        client = null;
        if (open instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the client of an HTTP check could not be closed", e);
            }
        }
        if (executor != null) {
            executor.shutdown();
        }
    }
}
