package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The processes of one PostgreSQL server, to be stopped, continued, killed and started again. */
final class PostgresProcesses {
    private final Path data;
    private final Supplier<String> binaries;
    private String pgCtl = "";

    PostgresProcesses(Path data, Supplier<String> binaries) {
        this.data = data;
        this.binaries = binaries;
    }

    /** Asks the server where its programs are, while it can answer. */
    void remember() {
        pgCtl = Path.of(binaries.get(), "pg_ctl").toString();
    }

    void pause() {
        long postmaster = postmaster();
        // The parent first: a stopped one starts no more children, so the list is complete.
        signal("STOP", List.of(postmaster));
        signal("STOP", children(postmaster));
    }

    void resume() {
        if (Files.exists(pidFile())) {
            long postmaster = postmaster();
            signal("CONT", children(postmaster));
            signal("CONT", List.of(postmaster));
        }
    }

    void kill() {
        long postmaster = postmaster();
        signal("STOP", List.of(postmaster));
        List<Long> children = children(postmaster);
        signal("KILL", List.of(postmaster));
        signal("KILL", children);
        for (long child : children) {
            ProcessHandle.of(child).ifPresent(PostgresProcesses::awaitEnd);
        }
    }

    /** Without end it is a zombie, which holds nothing any more. */
    private static void awaitEnd(ProcessHandle process) {
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    }

    void restart() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // As the embedded server itself does: PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(pgCtl, "-D", data.toString(), "-m", "fast", "-w", "-l", log().toString(), "restart"));
        run(command);
    }

    private Path log() {
        return data.resolve("restart.log");
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private long postmaster() {
        try {
            return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the server does not run", e);
        }
    }

    private static List<Long> children(long postmaster) {
        return ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void signal(String signal, List<Long> processes) {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
        processes.forEach(process -> command.add(Long.toString(process)));
        runLenient(command);
    }

    private static void run(List<String> command) {
        int status = runLenient(command);
        if (status != 0) {
            throw new IllegalStateException("exit status " + status + " of " + String.join(" ", command));
        }
    }

    /** A process may have ended before its signal came: not every status is a failure. */
    private static int runLenient(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
