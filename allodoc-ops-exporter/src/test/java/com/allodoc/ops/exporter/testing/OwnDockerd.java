package com.allodoc.ops.exporter.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A private engine. It lives in a network of its own: an engine without a bridge takes down the one it finds. */
public final class OwnDockerd implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path directory;
    private final Thread atExit = new Thread(this::end, "own-dockerd-cleanup");
    private Process process;
    private List<ProcessHandle> family = new ArrayList<>();

    private OwnDockerd(Path directory) throws IOException {
        this.directory = directory;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static OwnDockerd start() {
        if (!Files.isExecutable(Path.of("/usr/sbin/dockerd")) && !Files.isExecutable(Path.of("/usr/bin/dockerd"))) {
            abort("no dockerd to start a private engine: install the package docker.io");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            abort("a private dockerd needs root");
        }
        try {
            OwnDockerd own = new OwnDockerd(Files.createTempDirectory("allodoc-dockerd"));
            own.awaitAnswer();
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(directory.resolve("pid"));
        return new ProcessBuilder(
                        "unshare",
                        "--net",
                        "dockerd",
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("pid"),
                        "--host=" + uri(),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip-masq=false",
                        "--cgroup-parent=/" + directory.getFileName())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + START.toNanos();
        DockerClient client = Dockerd.client(uri());
        while (true) {
            try {
                client.pingCmd().exec();
                client.close();
                return;
            } catch (IOException | RuntimeException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IllegalStateException("dockerd does not answer: " + lastLines(), e);
                }
            }
            pause(process);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void pause(Process process) {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI uri() {
        return URI.create("unix://" + directory.resolve("docker.sock"));
    }

    public Path socket() {
        return directory.resolve("docker.sock");
    }

    /** The engine as a fixture; close it before this. */
    public Dockerd engine() {
        return new Dockerd(uri());
    }

    /** Stops its clock: it keeps its connections and answers nothing. */
    public void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** Ends it without a chance to say goodbye; its containers end too. */
    public void kill() throws InterruptedException {
        family = family();
        process.destroyForcibly().waitFor();
        family.forEach(ProcessHandle::destroyForcibly);
        // A new engine would take up a containerd that is still dying.
        family.forEach(each -> each.onExit().join());
    }

    /** Starts it again on the same data. */
    public void restart() throws IOException {
        process = launch();
        awaitAnswer();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    private List<ProcessHandle> family() {
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            return descendants.toList();
        }
    }

    private void end() {
        try {
            signal("-CONT");
            List<ProcessHandle> all = new ArrayList<>(family);
            all.addAll(family());
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            all.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle each : all) {
                each.onExit().get(10, TimeUnit.SECONDS);
            }
            deleteDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a child of dockerd does not end", e);
        }
    }

    private void deleteDirectory() throws IOException, InterruptedException {
        // What a killed engine had mounted is mounted still.
        for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
            String mount = line.split(" ", -1)[1];
            if (mount.startsWith(directory + "/")) {
                new ProcessBuilder("umount", "--lazy", mount).start().waitFor();
            }
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
