package com.allodoc.ops.exporter.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the system that some tests need. A bare machine skips those tests; {@code .ci/run} installs everything. */
public final class Programs {
    private static final List<String> ALSO = List.of("/usr/sbin", "/sbin", "/usr/lib/postgresql/15/bin");

    private Programs() {}

    /** The program's path; skips the test, with the reason, when it is not there. */
    public static Path require(String name) {
        Optional<Path> path = find(name);
        assumeTrue(path.isPresent(), () -> name + " is not installed; .ci/run installs it");
        return path.orElseThrow();
    }

    public static Optional<Path> find(String name) {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(path, ALSO.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program to its end with {@code input} as its standard input. */
    public static Output run(byte[] input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " did not end");
        }
        return new Output(process.exitValue(), text);
    }

    /** What a program printed, standard error included, and how it ended. */
    public record Output(int exitCode, String text) {}

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
