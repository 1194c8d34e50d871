package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process takes, as Linux has it under /proc.
 *
 * @param residentKib memory in RAM
 * @param threads of the process
 * @param files open descriptors
 * @param cpuMillis user and system time so far
 */
public record ProcessFigures(long residentKib, long threads, long files, long cpuMillis) {

    /** Whether this system has them. */
    public static boolean isKnown() {
        return Files.isReadable(Path.of("/proc/self/status"));
    }

    public static ProcessFigures of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
            String status = Files.readString(folder.resolve("status"));
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new ProcessFigures(number(status, "VmRSS"), number(status, "Threads"), open.count(), ticks * 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field + ':'))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
