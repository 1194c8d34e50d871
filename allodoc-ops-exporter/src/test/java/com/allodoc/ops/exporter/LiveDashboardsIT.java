package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.postgres.query.ReplicationPair;
import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.testing.Alertmanager;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.RedisServer;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No dead panel, no dead rule: every query of every dashboard and every rule on a real Prometheus that scrapes the real
 * exporter over real PostgreSQL, Redis, containers and this machine.
 */
class LiveDashboardsIT {
    /** Panels that are empty on a healthy day, or on a machine that lacks what they show. */
    private static final Map<String, String> MAY_BE_EMPTY = Map.ofEntries(
            Map.entry("Time the disks are busy", "a container may see no disk"),
            Map.entry("Disk throughput", "a container may see no disk"),
            Map.entry("Disk by container", "nothing is read or written"),
            Map.entry("Held back by the quota", "no quota on a kernel without CFS bandwidth"));

    @TempDir
    private Path folder;

    @Test
    void every_panel_shows_data_and_every_rule_works() throws Exception {
        String container = "allodoc-live-" + UUID.randomUUID();
        aWeekBefore(container);
        try (ReplicationPair pair = ReplicationPair.start(
                        18,
                        Map.of(
                                "shared_preload_libraries", "pg_stat_statements",
                                "track_io_timing", "on",
                                "archive_mode", "on",
                                "archive_command", "true"));
                RedisServer redis = RedisServer.start();
                RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + redis.port());
                Alertmanager alertmanager = Alertmanager.thatReachesNobody(folder);
                Dockerd docker = Dockerd.running()) {
            PostgresServer postgres = pair.primary();
            docker.run(
                    container,
                    "while true; do cat /proc/stat > /tmp/x; ping -c 1 -W 1 192.0.2.1 > /tmp/x; sleep 0.1; done",
                    create -> create.withHostConfig(HostConfig.newHostConfig()
                            .withMemory(64L << 20)
                            .withCpuPeriod(100_000L)
                            .withCpuQuota(50_000L)));
            postgres.execute(
                    "CREATE EXTENSION pg_stat_statements",
                    "CREATE TABLE queue (id int)",
                    "CREATE TABLE heap (id int) WITH (autovacuum_enabled = off)",
                    "INSERT INTO heap SELECT generate_series(1, 2000)",
                    "CREATE TABLE visits (id serial PRIMARY KEY, note text)",
                    "INSERT INTO visits (note) SELECT 'x' FROM generate_series(1, 2000)",
                    "DELETE FROM visits WHERE id % 3 = 0",
                    "ANALYZE visits",
                    "VACUUM visits",
                    "SELECT pg_create_physical_replication_slot('gone', true)",
                    "SELECT pg_switch_wal()");
            redis.command("SETRANGE", "big", "115000000", "x");
            try (Exporter exporter = Exporter.of(ConfigLoader.of(Environment.of(Map.of()))
                    .fromFile(Files.writeString(folder.resolve("ops.yml"), config(pair, redis, replica, docker))))) {
                exporter.start();
                String address = exporter.addresses().get(0).getAuthority();
                try (Prometheus prometheus = Prometheus.start(
                                folder,
                                LiveQueries.configuration(
                                        folder,
                                        Pack.NATIVE,
                                        Map.of(
                                                "allodoc-ops",
                                                address,
                                                "prometheus",
                                                "SELF",
                                                "alertmanager",
                                                alertmanager.address())));
                        LockQueue queue = LockQueue.of(postgres)) {
                    queue.await(postgres);
                    LiveQueries.awaitData(
                            prometheus, Boards.all(ShippedDefinition.get()), MAY_BE_EMPTY.keySet(), () -> {
                                for (int i = 0; i < 20; i++) {
                                    postgres.query("SELECT count(*) FROM visits");
                                    redis.command("SET", "k", "v");
                                    redis.command("GET", "missing");
                                }
                                // So many a round that a slow machine, too, has the ten a second that are judged.
                                for (int i = 0; i < 400; i++) {
                                    redis.command("GET", "k");
                                }
                            });
                    LiveQueries.assertRulesWork(prometheus);
                }
            }
        }
    }

    /** What Prometheus recorded of the container's traffic a week ago. */
    private void aWeekBefore(String container) throws Exception {
        long then = Instant.now().minus(Duration.ofDays(7)).getEpochSecond();
        StringBuilder text = new StringBuilder();
        for (long at = then - 1800; at <= then + 1800; at += 60) {
            text.append("container:network:bytes_rate{environment=\"production\",name=\"")
                    .append(container)
                    .append("\"} 100 ")
                    .append(at)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("before.txt"), text.append("# EOF\n"));
        Programs.Output output = Programs.run(
                new byte[0],
                Programs.require("promtool").toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                file.toString(),
                folder.resolve("data").toString());
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    /** One session holds a lock, runs a statement, and another one waits for it. */
    private record LockQueue(Connection holder, Connection waiter) implements AutoCloseable {

        static LockQueue of(PostgresServer postgres) throws Exception {
            Connection holder = postgres.connect("holder");
            Connection waiter = postgres.connect("waiter");
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLE queue");
            }
            run(holder, "SELECT pg_sleep(300)");
            run(waiter, "SELECT count(*) FROM queue");
            return new LockQueue(holder, waiter);
        }

        void await(PostgresServer postgres) throws Exception {
            Await.until(() -> postgres.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
        }

        private static void run(Connection connection, String sql) {
            Thread thread = new Thread(() -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws SQLException {
            waiter.abort(Runnable::run);
            holder.abort(Runnable::run);
        }
    }

    /** With what provokes the panels of faults: a query that fails, and a limit that the rules were not rendered with. */
    private String config(ReplicationPair pair, RedisServer redis, RedisServer replica, Dockerd docker)
            throws IOException {
        Files.writeString(folder.resolve("runbook.yml"), "alerts: {HighCpu: {limit: '> 0.9'}}\n");
        Files.writeString(folder.resolve("queries.yml"), """
            queries:
              - {name: broken, sql: 'SELECT 1 / 0 AS v', metrics: [{name: broken, column: v, type: gauge, help: Fails.}]}
            """);
        return """
            runbook: runbook.yml
            listen: {addresses: ['127.0.0.1:%d']}
            targets:
              postgres:
                - {host: localhost, port: %d, user: postgres, database: postgres, queries: [queries.yml], collectors: {enable: [stat_statements], intervals: {stat_statements: 0s}}}
                - {name: standby, host: localhost, port: %d, user: postgres, database: postgres}
              redis: [{name: cache, host: 127.0.0.1, port: %d}, {name: copy, host: 127.0.0.1, port: %d}]
              docker: [{host: '%s'}]
              host: [{}]
            """.formatted(
                        Programs.freePort(),
                        pair.primary().port(),
                        pair.standbyPort(),
                        redis.port(),
                        replica.port(),
                        docker.uri());
    }
}
