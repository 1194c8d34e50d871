package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many inodes file systems have. The JDK does not tell, so the command {@code stat -f} is asked, once a minute and for
 * all together; where there is no such command nothing is known. For one thread, {@link #abort()} for any.
 */
final class Inodes {
    private static final Logger log = LoggerFactory.getLogger(Inodes.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private Map<String, Count> counts = Map.of();
    private List<String> askedFor = List.of();
    private long askedAt;
    private boolean missing;
    private volatile @Nullable Process running;

    /** Both 0 for a file system that makes inodes as it needs them. */
    record Count(double total, double free) {}

    /** The newest counts by path; at most a minute old, and without the paths that {@code stat} could not read. */
    Map<String, Count> of(List<String> paths, Deadline deadline) {
        boolean fresh = paths.equals(askedFor) && System.nanoTime() - askedAt < INTERVAL.toNanos();
        if (!fresh && !missing && !paths.isEmpty()) {
            counts = ask(paths, deadline);
            askedFor = List.copyOf(paths);
            askedAt = System.nanoTime();
        }
        return counts;
    }

    private Map<String, Count> ask(List<String> paths, Deadline deadline) {
        List<String> command = new ArrayList<>(List.of("stat", "-f", "-c", "%c %d %n", "--"));
        command.addAll(paths);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            missing = true;
            log.info("host inodes=unknown there is no command stat to ask: {}", e.getMessage());
            return Map.of();
        }
        running = process;
        try {
            if (!process.waitFor(deadline.remaining().toNanos() / 4, TimeUnit.NANOSECONDS)) {
                return counts;
            }
            return parse(process);
        } catch (IOException e) {
            log.debug("the output of stat broke off", e);
            return counts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return counts;
        } finally {
            running = null;
            process.destroyForcibly();
        }
    }

    private static Map<String, Count> parse(Process process) throws IOException {
        Map<String, Count> counts = new HashMap<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ", 3);
                if (words.length == 3) {
                    counts.put(words[2], new Count(KernelText.number(words[0]), KernelText.number(words[1])));
                }
            }
        }
        return counts;
    }

    /** Ends a {@code stat} that a dead mount holds up. */
    void abort() {
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
