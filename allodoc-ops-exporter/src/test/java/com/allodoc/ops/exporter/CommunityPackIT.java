package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.dashboard.Dashboard;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same dashboards and rules over Debian's exporters of PostgreSQL, Redis and the machine. cAdvisor is in no package. */
class CommunityPackIT {
    /** What these exporters, of 2022 and 2023, do not give, beside what is empty on a healthy day. */
    private static final List<String> MAY_BE_EMPTY = List.of(
            "Active sessions by what they wait for",
            "Age of the archive",
            "Cache hit ratio",
            "Changes of the settings, last day",
            "Damaged pages, last day",
            "Days until full",
            "Disk throughput",
            "Fragmentation",
            "Growth",
            "Hit ratio",
            "Invalid indexes",
            "Lag of a standby",
            "Longest transaction",
            "Longest wait for a lock",
            "Replication link",
            "Role",
            "Rollback share",
            "Sequences near their end",
            "Sessions that wait for a lock",
            "Settings that wait for a restart",
            "Slow statements",
            "Tables that need a vacuum",
            "Tables with old statistics",
            "Time the disks are busy",
            "Uptime",
            "WAL kept for slots",
            "WAL on disk",
            "Wraparound");

    @TempDir
    private Path folder;

    private final List<Process> exporters = new ArrayList<>();

    @Test
    void the_rules_work_and_the_panels_show_what_the_exporters_have() throws Exception {
        int postgresPort = Programs.freePort();
        int redisPort = Programs.freePort();
        int nodePort = Programs.freePort();
        try (PostgresServer postgres = PostgresServer.startAlone(15, Map.of());
                RedisServer redis = RedisServer.start()) {
            start(
                    Map.of(
                            "DATA_SOURCE_NAME",
                            "postgresql://postgres@localhost:" + postgres.port() + "/postgres?sslmode=disable"),
                    "prometheus-postgres-exporter",
                    "--web.listen-address=127.0.0.1:" + postgresPort);
            start(
                    Map.of(),
                    "prometheus-redis-exporter",
                    "--redis.addr=redis://127.0.0.1:" + redis.port(),
                    "--web.listen-address=127.0.0.1:" + redisPort);
            start(Map.of(), "prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + nodePort);
            Map<String, String> jobs = Map.of(
                    "postgres", "127.0.0.1:" + postgresPort,
                    "redis", "127.0.0.1:" + redisPort,
                    "node", "127.0.0.1:" + nodePort,
                    "prometheus", "SELF");
            try (Prometheus prometheus =
                    Prometheus.start(folder, LiveQueries.configuration(folder, Pack.COMMUNITY, jobs))) {
                for (String job : List.of("postgres", "redis", "node")) {
                    prometheus.awaitUp(job);
                }
                List<Dashboard> boards = Boards.all(ShippedDefinition.get()).stream()
                        .filter(board ->
                                List.of("database", "redis", "infrastructure").contains(board.area()))
                        .toList();
                LiveQueries.awaitData(prometheus, boards, Set.copyOf(MAY_BE_EMPTY), () -> {
                    redis.command("SET", "k", "v");
                    redis.command("GET", "missing");
                    postgres.query("SELECT 1");
                });
                LiveQueries.assertRulesWork(prometheus);
                assertThat(prometheus.query("service:up:min")).hasSize(2).containsValue(1.0);
            }
        } finally {
            exporters.forEach(Process::destroyForcibly);
        }
    }

    private void start(Map<String, String> environment, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Programs.require(program).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile());
        builder.environment().putAll(environment);
        exporters.add(builder.start());
    }
}
