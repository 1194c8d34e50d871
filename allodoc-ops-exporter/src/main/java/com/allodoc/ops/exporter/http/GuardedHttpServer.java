package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * The JDK's server as simpleclient's {@code HTTPServer} is given it: it may start and stop it, but the handlers it
 * brings, which answer every path and method with metrics and send an empty reply when a collector throws, are put
 * aside for ours, and so are its five threads. See docs/adr/0001.
 */
final class GuardedHttpServer extends HttpServer {
    private final HttpServer server;
    private final HttpHandler ours;

    GuardedHttpServer(HttpServer server, HttpHandler ours, Executor executor) {
        this.server = server;
        this.ours = ours;
        server.setExecutor(executor);
    }

    @Override
    public void bind(InetSocketAddress address, int backlog) throws IOException {
        server.bind(address, backlog);
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void setExecutor(Executor executor) {
        // Ours is set and stays.
    }

    @Override
    public Executor getExecutor() {
        return server.getExecutor();
    }

    @Override
    public void stop(int delaySeconds) {
        server.stop(delaySeconds);
    }

    /** Whatever the path, our handler gets it; it routes by itself. */
    @Override
    public HttpContext createContext(String path, HttpHandler theirs) {
        return server.createContext(path, ours);
    }

    @Override
    public HttpContext createContext(String path) {
        return server.createContext(path, ours);
    }

    @Override
    public void removeContext(String path) {
        server.removeContext(path);
    }

    @Override
    public void removeContext(HttpContext context) {
        server.removeContext(context);
    }

    @Override
    public InetSocketAddress getAddress() {
        return server.getAddress();
    }
}
