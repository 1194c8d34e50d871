package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Listens on one address and answers with what its {@link Stage} shows. Safe for use by any thread.
 */
public final class HttpListener implements AutoCloseable {
    /** Connections that the kernel may hold while all threads are busy; simpleclient's default is 3. */
    private static final int BACKLOG = 1024;

    private final HTTPServer server;
    private final InetSocketAddress address;
    private final String scheme;
    private final AutoCloseable owned;

    private HttpListener(HTTPServer server, InetSocketAddress address, String scheme, AutoCloseable owned) {
        this.server = server;
        this.address = address;
        this.scheme = scheme;
        this.owned = owned;
    }

    /**
     * Binds and starts to answer everybody in plain HTTP, with threads of its own.
     *
     * @param address port 0 takes a free one, see {@link #address()}
     * @throws java.net.BindException when the port is taken
     */
    public static HttpListener start(InetSocketAddress address, Site site) throws IOException {
        Stage stage = Stage.of(site);
        return start(address, stage, stage);
    }

    /**
     * Binds and starts to answer, with TLS when the stage's protection has it now. The stage outlives the listener.
     *
     * @throws java.net.BindException when the port is taken
     */
    public static HttpListener start(InetSocketAddress address, Stage stage) throws IOException {
        return start(address, stage, () -> {});
    }

    private static HttpListener start(InetSocketAddress address, Stage stage, AutoCloseable owned) throws IOException {
        ConnectionLimits.apply();
        boolean isTls = stage.protection().tls().isPresent();
        HttpServer bound = isTls ? tls(address, stage) : HttpServer.create(address, BACKLOG);
        HTTPServer server = new HTTPServer.Builder()
                .withHttpServer(new GuardedHttpServer(bound, stage.handler(), stage.threads()))
                // It never answers with it: see GuardedHttpServer.
                .withRegistry(new CollectorRegistry())
                .withDaemonThreads(true)
                .build();
        return new HttpListener(server, bound.getAddress(), isTls ? "https" : "http", owned);
    }

    private static HttpServer tls(InetSocketAddress address, Stage stage) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(CurrentTls.of(() -> stage.protection().tls().orElseThrow()));
        return server;
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
                scheme + "://" + (shown.indexOf(':') < 0 ? shown : '[' + shown + ']') + ':' + address.getPort() + '/');
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
        try {
            owned.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing threads does not fail", e);
        }
    }
}
