package com.allodoc.ops.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The demo in a process of its own, with a folder for everything temporary: to be closed. */
final class DemoProcess implements AutoCloseable {
    private static final Duration PLENTY = Duration.ofSeconds(90);

    private final Process process;
    private final Path temporary;
    private final Path log;

    private DemoProcess(Process process, Path temporary, Path log) {
        this.process = process;
        this.temporary = temporary;
        this.log = log;
    }

    static DemoProcess start(Path folder, int port) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path log = folder.resolve("demo.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Ddemo.port=" + port,
                        Demo.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new DemoProcess(process, temporary, log);
    }

    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLine(String text) throws Exception {
        await(() -> output().contains(text));
    }

    /** Waits for a file in the demo's own folder. */
    void awaitFile(String file) throws Exception {
        await(() -> folders().stream().anyMatch(folder -> Files.exists(folder.resolve(file))));
    }

    /** The address with this path that the demo told. */
    URI url(String path) {
        Matcher told = Pattern.compile("http://[0-9.:]+" + Pattern.quote(path) + "(?=\\s)")
                .matcher(output());
        if (!told.find()) {
            throw new AssertionError("no address with " + path + " in\n" + output());
        }
        return URI.create(told.group());
    }

    int exitCode() throws InterruptedException {
        process.waitFor(PLENTY.toSeconds(), TimeUnit.SECONDS);
        return process.exitValue();
    }

    /** Ends it as Ctrl-C or a service manager does, and waits. */
    void end() throws InterruptedException {
        process.toHandle().destroy();
        exitCode();
    }

    /** Gives it no time to do anything. */
    void kill() {
        process.destroyForcibly();
    }

    /** The demo's folders, and the processes that work in them. */
    List<String> leftovers() {
        Stream<String> processes = ProcessHandle.allProcesses()
                .filter(other -> other.pid() != process.pid())
                .map(ProcessHandle::info)
                .flatMap(info -> info.commandLine().stream())
                .filter(line -> line.contains(temporary.toString()));
        return Stream.concat(processes, folders().stream().map(Path::toString)).toList();
    }

    void awaitNoLeftovers() throws Exception {
        await(() -> leftovers().isEmpty());
    }

    private List<Path> folders() {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("allodoc-demo-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PLENTY.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "did not happen within " + PLENTY + "; left: " + leftovers() + "\n" + output());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
