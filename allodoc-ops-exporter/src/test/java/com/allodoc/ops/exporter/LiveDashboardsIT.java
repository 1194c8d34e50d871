package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.Rendering;
import com.allodoc.ops.exporter.render.dashboard.Boards;
import com.allodoc.ops.exporter.render.dashboard.Dashboard;
import com.allodoc.ops.exporter.render.dashboard.Panel;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.RedisServer;
import com.github.dockerjava.api.model.HostConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
            Map.entry("Collectors that fail", "none fails"),
            Map.entry("Days until full", "no disk shrinks"),
            Map.entry("Time the disks are busy", "a container may see no disk"),
            Map.entry("Disk throughput", "a container may see no disk"),
            Map.entry("Disk by container", "nothing is read or written"),
            Map.entry("Notifications failed, last hour", "no Alertmanager is scraped"),
            Map.entry("Hit ratio", "gated by traffic"),
            Map.entry("Fragmentation", "gated by size"),
            Map.entry("Replication link", "no replica"),
            Map.entry("Cache hit ratio", "gated by traffic"),
            Map.entry("Rollback share", "gated by traffic"),
            Map.entry("Lag of a standby", "no standby"),
            Map.entry("WAL kept for slots", "no slot"),
            Map.entry("Age of the archive", "nothing was ever archived"),
            Map.entry("Held back by the quota", "no quota on a kernel without CFS bandwidth"),
            Map.entry("Sequences near their end", "no sequence"));

    private static final Definition DEFINITION = ShippedDefinition.get();

    @TempDir
    private Path folder;

    @Test
    void every_panel_shows_data_and_every_rule_works() throws Exception {
        try (PostgresServer postgres = PostgresServer.startAlone(
                        17,
                        Map.of("shared_preload_libraries", "pg_stat_statements", "track_io_timing", "on"));
                RedisServer redis = RedisServer.start();
                Dockerd docker = Dockerd.running()) {
            docker.run(
                    "allodoc-live-" + UUID.randomUUID(),
                    "while true; do cat /proc/stat > /tmp/x; sleep 0.1; done",
                    create -> create.withHostConfig(HostConfig.newHostConfig()
                            .withMemory(64L << 20)
                            .withCpuPeriod(100_000L)
                            .withCpuQuota(50_000L)));
            postgres.execute(
                    "CREATE EXTENSION pg_stat_statements",
                    "CREATE TABLE queue (id int)",
                    "CREATE TABLE visits (id serial PRIMARY KEY, note text)",
                    "INSERT INTO visits (note) SELECT 'x' FROM generate_series(1, 2000)",
                    "DELETE FROM visits WHERE id % 3 = 0",
                    "ANALYZE visits",
                    "VACUUM visits");
            try (Exporter exporter = Exporter.of(ConfigLoader.of(Environment.of(Map.of()))
                    .fromFile(Files.writeString(folder.resolve("ops.yml"), config(postgres, redis, docker))))) {
                exporter.start();
                String address = exporter.addresses().get(0).getAuthority();
                try (Prometheus prometheus = Prometheus.start(folder, prometheus(address));
                        LockQueue queue = LockQueue.of(postgres)) {
                    work(prometheus, postgres, redis);
                    rules(prometheus);
                    panels(prometheus);
                }
            }
        }
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
            Await.until(() -> postgres.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            return new LockQueue(holder, waiter);
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

    private static String config(PostgresServer postgres, RedisServer redis, Dockerd docker) throws IOException {
        return """
               listen: {addresses: ['127.0.0.1:%d']}
               targets:
                 postgres:
                   - {host: localhost, port: %d, user: postgres, database: postgres, collectors: {enable: [postmaster, stat_statements], intervals: {stat_statements: 0s}}}
                 redis: [{host: 127.0.0.1, port: %d}]
                 docker: [{host: '%s'}]
                 host: [{}]
               """.formatted(Programs.freePort(), postgres.port(), redis.port(), docker.uri());
    }

    /** The rendered rules, evaluated every second. */
    private String prometheus(String exporter) throws IOException {
        List<String> rules = new ArrayList<>();
        for (Document document : Rendering.RULES.of(DEFINITION)) {
            if (document.path().contains("/native/")) {
                Path file = folder.resolve(Path.of(document.path()).getFileName());
                Files.writeString(file, document.text().replaceAll("interval: \\w+", "interval: 1s"));
                rules.add("'" + file + "'");
            }
        }
        return """
               global: {scrape_interval: 3s, scrape_timeout: 3s, evaluation_interval: 1s}
               rule_files: [%s]
               scrape_configs:
                 - job_name: allodoc-ops
                   static_configs: [{targets: ['%s'], labels: {environment: production}}]
                 - job_name: prometheus
                   static_configs: [{targets: ['SELF'], labels: {environment: production}}]
               """.formatted(String.join(", ", rules), exporter);
    }

    private void work(Prometheus prometheus, PostgresServer postgres, RedisServer redis) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (System.nanoTime() < end) {
            postgres.query("SELECT count(*) FROM visits");
            redis.command("SET", "k", "v");
            redis.command("GET", "k");
            redis.command("GET", "missing");
        }
        Await.until(() -> !prometheus.query("service:up:min").isEmpty());
    }

    private static void rules(Prometheus prometheus) throws Exception {
        for (JsonNode group : prometheus.api("rules").path("data").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(rule.path("health").asText())
                        .as(rule.path("name").asText() + ": " + rule.path("lastError").asText())
                        .isEqualTo("ok");
            }
        }
    }

    private static void panels(Prometheus prometheus) throws Exception {
        Set<String> empty = new TreeSet<>();
        for (Dashboard board : Boards.all(DEFINITION)) {
            for (Panel panel : board.panels()) {
                boolean hasData = false;
                for (String expression : board.expressions(panel)) {
                    hasData |= !prometheus.query(chosen(expression)).isEmpty();
                }
                if (!hasData) {
                    empty.add(panel.title());
                }
            }
        }
        assertThat(empty).isSubsetOf(MAY_BE_EMPTY.keySet());
    }

    /** What Grafana makes of it with everything chosen. */
    private static String chosen(String expression) {
        return expression.replace("$__rate_interval", "15s").replaceAll("\\$\\w+", ".*");
    }
}
