package com.allodoc.ops.examples.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts ours and the peers that are installed. */
final class Contenders {
    static final String POSTGRES = "PostgreSQL";
    static final String REDIS = "Redis";
    static final String CONTAINERS = "containers";
    static final String ALL = "all of it";

    private final Path folder;

    Contenders(Path folder) {
        this.folder = folder;
    }

    /** Ours first, for each thing that is watched, then its peer. */
    List<Contender> startAll(Watched watched) throws IOException, InterruptedException {
        List<Contender> started = new ArrayList<>();
        int postgres = watched.postgresPort();
        int redis = watched.redisPort();
        started.add(ours(POSTGRES, postgresTarget(postgres)));
        postgresPeer(postgres).ifPresent(started::add);
        started.add(ours(REDIS, redisTarget(redis)));
        redisPeer(redis).ifPresent(started::add);
        String docker = watched.containers() == 0 ? "" : "  docker: [{name: local}]\n";
        if (!docker.isEmpty()) {
            started.add(ours(CONTAINERS, docker));
            started.add(new DockerStats());
        }
        started.add(ours(ALL, postgresTarget(postgres) + redisTarget(redis) + docker));
        return started;
    }

    static String postgresTarget(int port) {
        return "  postgres: [{name: main, host: 127.0.0.1, port: " + port + "}]\n";
    }

    static String redisTarget(int port) {
        return "  redis: [{name: cache, host: 127.0.0.1, port: " + port + "}]\n";
    }

    Contender ours(String watches, String targets) throws IOException, InterruptedException {
        Path config = Files.createTempFile(folder, "ops", ".yml");
        Files.writeString(config, "targets:\n" + targets);
        int port = Watched.freePort();
        Path lib = Files.createDirectories(folder.resolve("dist/lib"));
        Path jar = lib.resolve("allodoc-ops-exporter.jar");
        if (!Files.exists(jar)) {
            Files.copy(Path.of(System.getProperty("benchmark.jar")), jar);
            Path bin = Files.createDirectories(folder.resolve("dist/bin"));
            Files.copy(Path.of(System.getProperty("benchmark.launcher")), bin.resolve("allodoc-ops"));
        }
        return ExporterContender.start(
                "AlloDoc Ops",
                watches,
                port,
                folder.resolve("ours-" + port + ".log"),
                Map.of(),
                List.of(
                        "sh",
                        folder.resolve("dist/bin/allodoc-ops").toString(),
                        "serve",
                        "--config",
                        config.toString(),
                        "--listen",
                        "127.0.0.1:" + port));
    }

    Optional<Contender> postgresPeer(int server) throws IOException, InterruptedException {
        int port = Watched.freePort();
        return peer(
                "postgres_exporter",
                POSTGRES,
                port,
                Map.of("DATA_SOURCE_NAME", "postgresql://postgres@127.0.0.1:" + server + "/postgres?sslmode=disable"),
                "prometheus-postgres-exporter",
                "--web.listen-address=127.0.0.1:" + port,
                "--extend.query-path=" + System.getProperty("benchmark.queries"));
    }

    Optional<Contender> redisPeer(int server) throws IOException, InterruptedException {
        int port = Watched.freePort();
        return peer(
                "redis_exporter",
                REDIS,
                port,
                Map.of(),
                "prometheus-redis-exporter",
                "--web.listen-address=127.0.0.1:" + port,
                "--redis.addr=redis://127.0.0.1:" + server);
    }

    private Optional<Contender> peer(
            String name, String watches, int port, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
        if (!installed) {
            return Optional.empty();
        }
        Path log = folder.resolve(name + ".log");
        return Optional.of(ExporterContender.start(name, watches, port, log, environment, List.of(command)));
    }
}
