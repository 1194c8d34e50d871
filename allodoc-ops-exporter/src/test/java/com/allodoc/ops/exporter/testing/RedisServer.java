package com.allodoc.ops.exporter.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis server on a free port of the loopback: 6.2 out of Maven, which is always there, or Debian's 7.0. Ends
 * with the JVM.
 */
public final class RedisServer implements AutoCloseable {
    private static final Path CLI = Path.of("/usr/bin/redis-cli");
    private static final Path DEBIAN = Path.of("/usr/bin/redis-server");
    private static final String SENTINEL = "# a sentinel";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConcurrentMap<String, RedisServer> SHARED = new ConcurrentHashMap<>();
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Set<Path> DIRECTORIES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            RUNNING.forEach(process -> process.destroyForcibly().onExit().join());
            DIRECTORIES.forEach(RedisServer::delete);
        }));
    }

    private final Path binary;
    private final Path directory;
    private final int port;
    private final List<String> config;
    private Process process;

    private RedisServer(Path binary, List<String> config) throws IOException {
        this.binary = binary;
        this.directory = temporaryDirectory();
        this.port = freePort();
        this.config = List.copyOf(config);
        this.process = launch();
    }

    /** The one 6.2 server that all tests of this JVM share: leave it as you found it. */
    public static RedisServer shared() {
        return SHARED.computeIfAbsent("embedded", key -> start());
    }

    /** Debian's 7.0, shared in the same way; the test is skipped where it is not installed. */
    public static RedisServer sharedDebian() {
        requireDebian();
        return SHARED.computeIfAbsent("debian", key -> debian());
    }

    /** A 6.2 server of the test's own. Lines as in redis.conf: {@code requirepass secret}. Close it. */
    public static RedisServer start(String... config) {
        return start(Embedded.BINARY, config);
    }

    /** A 7.0 server of the test's own; the test is skipped where Debian's redis-server is not installed. */
    public static RedisServer debian(String... config) {
        requireDebian();
        return start(DEBIAN, config);
    }

    /** A sentinel of version 7.0; skipped where it is not installed. Lines as in sentinel.conf. */
    public static RedisServer sentinel(String... config) {
        requireDebian();
        List<String> lines = new ArrayList<>(List.of(config));
        lines.add(SENTINEL);
        return start(DEBIAN, lines.toArray(new String[0]));
    }

    private static void requireDebian() {
        assumeTrue(Files.isExecutable(DEBIAN), "needs Debian's redis-server: apt-get install redis-server");
    }

    private static RedisServer start(Path binary, String... config) {
        try {
            RedisServer server = new RedisServer(binary, List.of(config));
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "port " + port, "bind 127.0.0.1", "save \"\"", "appendonly no", "daemonize no", "dir " + directory));
        lines.addAll(config);
        List<String> command = new ArrayList<>(
                List.of(binary.toString(), directory.resolve("redis.conf").toString()));
        if (lines.remove(SENTINEL)) {
            command.add("--sentinel");
        }
        Files.write(directory.resolve("redis.conf"), lines);
        Process started = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
        RUNNING.add(started);
        return started;
    }

    private void awaitAnswer() throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - giveUp < 0 && process.isAlive()) {
            try {
                if (!command("PING").startsWith("LOADING")) {
                    return;
                }
            } catch (JedisConnectionException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("redis-server did not start:\n" + Files.readString(directory.resolve("redis.log")));
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Where it keeps its files. */
    public Path directory() {
        return directory;
    }

    /** Runs a command on a connection of its own; lists come line by line, errors as their text. */
    public String command(String... words) {
        try (Connection connection = new Connection("127.0.0.1", port)) {
            connection.setSoTimeout((int) PATIENCE.toMillis());
            return run(connection, words);
        }
    }

    /** As {@link #command}, after logging in with these words: {@code secret} or {@code user secret}. */
    public String commandAs(String credentials, String... words) {
        try (Connection connection = new Connection("127.0.0.1", port)) {
            run(connection, ("AUTH " + credentials).split(" "));
            return run(connection, words);
        }
    }

    private static String run(Connection connection, String... words) {
        CommandArguments arguments = new CommandArguments(() -> words[0].getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i < words.length; i++) {
            arguments.add(words[i]);
        }
        try {
            return text(connection.executeCommand(arguments));
        } catch (JedisDataException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String text(Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (reply instanceof List<?> list) {
            return list.stream().map(RedisServer::text).collect(Collectors.joining("\n"));
        }
        return String.valueOf(reply);
    }

    /** A number of INFO, as redis-cli prints it where that is installed, else as the server sends it. */
    public double info(String field) {
        String text = Files.isExecutable(CLI) ? cli("INFO", "everything") : command("INFO", "everything");
        return text.lines()
                .filter(line -> line.startsWith(field + ':'))
                .mapToDouble(line -> Double.parseDouble(line.substring(field.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("field: no " + field + " in INFO"));
    }

    private String cli(String... words) {
        List<String> command = new ArrayList<>(List.of(CLI.toString(), "-p", String.valueOf(port)));
        command.addAll(List.of(words));
        try {
            Process cli = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a command answers with a text that contains this. */
    public void await(String part, String... words) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        String answer = "";
        while (System.nanoTime() - giveUp < 0) {
            answer = command(words);
            if (answer.contains(part)) {
                return;
            }
        }
        throw new IllegalStateException(String.join(" ", words) + " never said " + part + " but " + answer);
    }

    /** Stops the process (SIGSTOP): connections stand, and nothing is answered. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        RUNNING.remove(process);
    }

    /** Starts it again on the same port, after ending it if it still runs. */
    public void restart() {
        kill();
        try {
            process = launch();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        delete(directory);
        DIRECTORIES.remove(directory);
    }

    private static Path temporaryDirectory() throws IOException {
        Path directory = Files.createTempDirectory("allodoc-redis");
        DIRECTORIES.add(directory);
        return directory;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks the binary for this platform once. */
    private static final class Embedded {
        static final Path BINARY = unpack();

        private static Path unpack() {
            try {
                return ExecutableProvider.newJarResourceProvider(
                                temporaryDirectory().toFile())
                        .get()
                        .toPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
