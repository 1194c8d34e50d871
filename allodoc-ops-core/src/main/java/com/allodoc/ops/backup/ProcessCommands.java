package com.allodoc.ops.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs programs of the machine, each with two short-lived threads for its input and errors. Thread-safe. */
public final class ProcessCommands implements Commands {
    private static final int ERRORS_KEPT = 4 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ProcessCommands() {}

    /** The programs of this machine. */
    public static ProcessCommands create() {
        return new ProcessCommands();
    }

    @Override
    public CommandResult run(List<String> command, BackupContent input, Duration limit) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return CommandResult.notRun("could not be started: " + e.getMessage());
        }
        CompletableFuture<@Nullable String> feeding = inThread("feed", () -> feed(input, process));
        CompletableFuture<@Nullable String> errors = inThread("errors", () -> lastErrors(process.getErrorStream()));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return CommandResult.notRun("stopped after " + Texts.words(limit));
            }
            String readFailure = feeding.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            String said = errors.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return new CommandResult(process.exitValue(), said == null ? "" : said, readFailure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandResult.notRun("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return CommandResult.notRun("its streams could not be read: " + e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * Returns why the input couldn't be read, or null. A program that stops reading early says why by its exit code.
     */
    private static @Nullable String feed(BackupContent input, Process process) {
        byte[] buffer = new byte[64 * 1024];
        OutputStream out = process.getOutputStream();
        try (InputStream in = input.open()) {
            int count = in.read(buffer);
            while (count >= 0 && accepted(out, buffer, count)) {
                count = in.read(buffer);
            }
            return null;
        } catch (IOException e) {
            return "input could not be read: " + e;
        } finally {
            close(out);
        }
    }

    private static boolean accepted(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
            return true;
        } catch (IOException stoppedReading) {
            return false;
        }
    }

    private static boolean close(OutputStream out) {
        try {
            out.close();
            return true;
        } catch (IOException stoppedReading) {
            return false;
        }
    }

    private static @Nullable String lastErrors(InputStream errors) {
        StringBuilder kept = new StringBuilder();
        byte[] buffer = new byte[1024];
        try (errors) {
            int count = errors.read(buffer);
            while (count >= 0) {
                kept.append(new String(buffer, 0, count, UTF_8));
                kept.delete(0, Math.max(0, kept.length() - ERRORS_KEPT));
                count = errors.read(buffer);
            }
        } catch (IOException e) {
            kept.append(" (").append(e.getMessage()).append(')');
        }
        return kept.toString();
    }

    private interface Work {
        @Nullable
        String run();
    }

    private static CompletableFuture<@Nullable String> inThread(String name, Work work) {
        CompletableFuture<@Nullable String> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.run());
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "allodoc-command-" + name);
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
