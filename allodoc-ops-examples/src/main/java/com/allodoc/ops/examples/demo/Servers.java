package com.allodoc.ops.examples.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** PostgreSQL and Redis for the demo, from the archives that Maven brought. */
final class Servers {
    private Servers() {}

    static EmbeddedPostgres startPostgres(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(true)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("track_io_timing", "on")
                .setServerConfig("shared_buffers", "64MB")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static int startRedis(Path folder) throws IOException {
        int port = freePort();
        RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("pidfile " + folder.resolve("redis.pid"))
                .setting("save \"\"")
                .setting("maxmemory 1gb")
                .onShutdownForceStop(false)
                .build()
                .start();
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
