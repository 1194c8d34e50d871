package com.allodoc.ops.examples.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code docker stats --no-stream}, where a person would look. Its CPU is that of the client alone, without the Engine's;
 * its lines hold five numbers each.
 */
final class DockerStats implements Contender {
    private static final String NUMBERS = "{{.CPUPerc}}{{.MemUsage}}{{.NetIO}}{{.BlockIO}}{{.PIDs}}";

    @Override
    public String name() {
        return "docker stats --no-stream";
    }

    @Override
    public String watches() {
        return "containers";
    }

    /** Once, however many are asked for: it takes seconds. */
    @Override
    public Turn turn(int scrapes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder("docker", "stats", "--no-stream", "--format", NUMBERS)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] lines = process.getInputStream().readAllBytes();
        process.waitFor();
        double wall = (System.nanoTime() - start) / 1e6;
        double cpu = process.info()
                .totalCpuDuration()
                .map(d -> (double) d.toMillis())
                .orElse(Double.NaN);
        long rows = new String(lines, StandardCharsets.UTF_8).lines().count();
        return new Turn(wall, cpu, Double.NaN, lines.length, 5.0 * rows);
    }

    @Override
    public void close() {
        // Each turn is a process of its own, and over by now.
    }
}
