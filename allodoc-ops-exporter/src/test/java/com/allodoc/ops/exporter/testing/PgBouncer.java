package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** A real PgBouncer (Debian's) in transaction mode before a server, with two connections of its own. */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one; the test is skipped when it is not installed.
     *
     * @param startup parameters of the login that it ignores; empty for none, as it comes
     */
    public static PgBouncer before(PostgresServer server, String startup) throws Exception {
        Path program = Programs.require("pgbouncer");
        int port = Programs.freePort();
        Path folder = Files.createTempDirectory("allodoc-pgbouncer-");
        // It never runs as root, and the one it runs as instead has to get at its files.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
        Path config =
                Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = 2
                    server_round_robin = 1
                    max_client_conn = 50
                    ignore_startup_parameters = %s
                    """.formatted(server.port(), port, users, startup));
        ProcessBuilder builder = new ProcessBuilder(program.toString(), config.toString());
        if ("root".equals(System.getProperty("user.name"))) {
            builder.command().add(1, "--user=nobody");
        }
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        PgBouncer bouncer = new PgBouncer(process, port);
        try {
            Await.until(() -> {
                if (!process.isAlive()) {
                    throw new IOException(Files.readString(folder.resolve("log")));
                }
                return isListening(port);
            });
            return bouncer;
        } catch (Exception e) {
            bouncer.close();
            throw e;
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
