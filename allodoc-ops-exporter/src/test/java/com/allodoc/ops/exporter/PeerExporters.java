package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Debian's exporters of PostgreSQL, Redis and the machine. */
final class PeerExporters implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    private PeerExporters(Path folder) {
        this.folder = folder;
    }

    /** Starts all three; skips the test when one is not installed. */
    static PeerExporters start(Path folder, int postgresPort, int redisPort) throws IOException {
        PeerExporters peers = new PeerExporters(folder);
        String database = "postgresql://postgres@localhost:" + postgresPort + "/postgres?sslmode=disable";
        peers.start("postgres", Map.of("DATA_SOURCE_NAME", database));
        peers.start("redis", Map.of(), "--redis.addr=redis://127.0.0.1:" + redisPort);
        peers.start("node", Map.of());
        return peers;
    }

    private void start(String job, Map<String, String> environment, String... arguments) throws IOException {
        String address = "127.0.0.1:" + Programs.freePort();
        String program = "prometheus-" + job + "-exporter";
        List<String> command = new ArrayList<>(List.of(Programs.require(program).toString()));
        command.add("--web.listen-address=" + address);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile());
        builder.environment().putAll(environment);
        processes.add(builder.start());
        addresses.put(job, address);
    }

    /** Where each listens, by its job. */
    Map<String, String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
