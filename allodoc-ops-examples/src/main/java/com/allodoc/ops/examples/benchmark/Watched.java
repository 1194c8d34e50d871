package com.allodoc.ops.examples.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.RedisServer;

/** What is watched: a PostgreSQL server with tables, a Redis server with keys, and containers where there is an Engine. */
final class Watched implements AutoCloseable {
    private static final String LABEL = "allodoc-benchmark";
    private static final int AT_ONCE = 200;

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final int redisPort;
    private final int containers;

    private Watched(EmbeddedPostgres postgres, RedisServer redis, int redisPort, int containers) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
        this.containers = containers;
    }

    static Watched start(Settings settings, Path folder) throws IOException, SQLException, InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_locks_per_transaction", "1024")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        createTables(postgres, settings.tables());
        int redisPort = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return new Watched(postgres, redis, redisPort, startContainers(settings.containers(), folder));
    }

    private static void createTables(EmbeddedPostgres postgres, int tables) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < tables; from += AT_ONCE) {
                StringBuilder sql = new StringBuilder();
                for (int i = from; i < Math.min(tables, from + AT_ONCE); i++) {
                    sql.append("CREATE TABLE ward_").append(i).append(" (id int PRIMARY KEY, note text);");
                }
                statement.execute(sql.toString());
            }
            statement.execute("ANALYZE");
        }
    }

    /** How many there are now; 0 where there is no Engine or no image to start them from. */
    private static int startContainers(int wanted, Path folder) throws IOException, InterruptedException {
        if (wanted == 0 || !run("docker", "info")) {
            return 0;
        }
        String image = System.getenv().getOrDefault("BENCHMARK_IMAGE", LABEL);
        if (image.equals(LABEL) && !run("docker", "image", "inspect", LABEL) && !makeImage(folder)) {
            return 0;
        }
        int started = 0;
        for (int i = 0; i < wanted; i++) {
            boolean ok =
                    run("docker", "run", "-d", "--rm", "--label", LABEL, "--network", "none", image, "sleep", "86400");
            started += ok ? 1 : 0;
        }
        return started;
    }

    private static boolean makeImage(Path folder) throws IOException, InterruptedException {
        Path busybox = Path.of("/bin/busybox");
        if (!Files.isExecutable(busybox)) {
            return false;
        }
        Path bin = Files.createDirectories(folder.resolve("image/bin"));
        Files.copy(busybox, bin.resolve("busybox"));
        Files.createSymbolicLink(bin.resolve("sleep"), Path.of("busybox"));
        return run("sh", "-c", "tar -C " + folder.resolve("image") + " -c . | docker import - " + LABEL);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int postgresPort() {
        return postgres.getPort();
    }

    int redisPort() {
        return redisPort;
    }

    int containers() {
        return containers;
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        postgres.close();
        if (containers > 0) {
            removeContainers();
        }
    }

    private static void removeContainers() throws IOException {
        Process list = new ProcessBuilder("docker", "ps", "-q", "--filter", "label=" + LABEL).start();
        List<String> command = new ArrayList<>(List.of("docker", "rm", "-f"));
        new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(command::add);
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }
}
