package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on one address and answers with a {@link Site}. Runs on daemon threads of its own. Safe for use by any
 * thread.
 */
public final class HttpListener implements AutoCloseable {
    /** Connections that the kernel may hold while all threads are busy; simpleclient's default is 3. */
    private static final int BACKLOG = 1024;

    private static final int THREADS = 32;

    private final HTTPServer server;
    private final InetSocketAddress address;
    private final ThreadPoolExecutor threads;

    private HttpListener(HTTPServer server, InetSocketAddress address, ThreadPoolExecutor threads) {
        this.server = server;
        this.address = address;
        this.threads = threads;
    }

    /**
     * Binds and starts to answer.
     *
     * @param address port 0 takes a free one, see {@link #address()}
     * @throws java.net.BindException when the port is taken
     */
    public static HttpListener start(InetSocketAddress address, Site site) throws IOException {
        // Read once, by the first server of the process. Without it every answer waits 40 ms for a delayed TCP
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer bound = HttpServer.create(address, BACKLOG);
        ThreadPoolExecutor threads = threads();
        GuardedHttpServer guarded = new GuardedHttpServer(bound, new Router(site, threads), threads);
        HTTPServer server = new HTTPServer.Builder()
                .withHttpServer(guarded)
                .withRegistry(site.meters().collectors())
                .withDaemonThreads(true)
                .build();
        return new HttpListener(server, bound.getAddress(), threads);
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, "allodoc-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The address it listens on, with the port it got. */
    public InetSocketAddress address() {
        return address;
    }

    /** The address as a browser takes it; an address that stands for all is shown as this machine's. */
    public URI uri() {
        InetAddress host = address.getAddress();
        String shown = host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
        return URI.create(
                "http://" + (shown.indexOf(':') < 0 ? shown : '[' + shown + ']') + ':' + address.getPort() + '/');
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
        threads.shutdownNow();
    }
}
