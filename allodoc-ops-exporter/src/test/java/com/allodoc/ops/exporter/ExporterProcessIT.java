package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.OwnDockerd;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, end to end: the archive as a process, real servers behind it and a real Prometheus before it. */
@Timeout(300)
class ExporterProcessIT {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private static String postgres(int port) {
        return "  postgres:\n    - {name: main, host: 127.0.0.1, port: " + port + ", user: postgres}\n";
    }

    private static String redis(int port) {
        return "  redis:\n    - {name: cache, host: 127.0.0.1, port: " + port + "}\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void a_real_prometheus_reads_what_the_servers_themselves_report(int version) throws Exception {
        Programs.require("prometheus");
        PostgresServer postgres = PostgresServer.start(version);
        RedisServer redis = RedisServer.shared();
        postgres.execute("DROP DATABASE IF EXISTS quiet", "CREATE DATABASE quiet");
        try (Dockerd docker = Dockerd.running()) {
            docker.run("allodoc-it-sleeper", "sleep 300");
            String config = "targets:\n" + postgres(postgres.port()) + redis(redis.port()) + "  docker:\n"
                    + "    - {name: local, host: \"" + docker.uri() + "\"}\n";
            try (ExporterProcess exporter = ExporterProcess.start(folder, config);
                    Prometheus prometheus =
                            Prometheus.scraping(folder, Map.of("allodoc", exporter.address() + "/metrics"))) {
                prometheus.awaitUp("allodoc");
                Await.until(() -> prometheus.value("pg_up").orElse(0) == 1
                        && prometheus.value("redis_up").orElse(0) == 1
                        && prometheus
                                        .value("allodoc_target_up{source=\"container\"}")
                                        .orElse(0)
                                == 1);

                double commits = postgres.number("SELECT xact_commit FROM pg_stat_database WHERE datname = 'quiet'");
                assertThat(prometheus
                                .value("pg_stat_database_xact_commit{datname=\"quiet\"}")
                                .orElseThrow())
                        .isLessThanOrEqualTo(commits)
                        .isGreaterThanOrEqualTo(0);
                Await.until(() -> prometheus
                                .value("pg_stat_database_xact_commit{datname=\"quiet\"}")
                                .orElse(-1)
                        == postgres.number("SELECT xact_commit FROM pg_stat_database WHERE datname = 'quiet'"));
                Await.until(() -> prometheus.value("redis_connected_clients").orElse(-1)
                        == connectedClients(redis.command("INFO", "clients")) - 1);
                String sleeper = "container_memory_usage_bytes{name=\"allodoc-it-sleeper\"}";
                Await.until(() ->
                        Math.abs(prometheus.value(sleeper).orElse(-1) - dockerMemory("allodoc-it-sleeper")) < MEBIBYTE);
                assertThat(prometheus.value("pg_settings_max_connections").orElseThrow())
                        .isEqualTo(postgres.number("SHOW max_connections"));
            }
        }
    }

    /** The connection that asks is one of them, and is gone when the exporter asks. */
    private static double connectedClients(String info) {
        return info.lines()
                .filter(line -> line.startsWith("connected_clients:"))
                .mapToDouble(line ->
                        Double.parseDouble(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** What the Engine says through docker itself, in bytes: usage with the page cache, as cAdvisor has it. */
    private static double dockerMemory(String name) throws IOException, InterruptedException {
        String answer = Programs.run(
                        new byte[0],
                        Programs.require("curl").toString(),
                        "-s",
                        "--unix-socket",
                        "/var/run/docker.sock",
                        "http://docker/containers/" + name + "/stats?stream=false&one-shot=true")
                .text();
        String usage = answer.replaceAll("(?s).*\"memory_stats\":\\{\"usage\":([0-9]+).*", "$1");
        return Double.parseDouble(usage);
    }

    @Test
    void each_target_in_turn_may_fail_and_costs_only_itself() throws Exception {
        try (PostgresServer postgres = PostgresServer.startAlone(17, Map.of());
                RedisServer redis = RedisServer.start();
                ExporterProcess exporter =
                        ExporterProcess.start(folder, "targets:\n" + postgres(postgres.port()) + redis(redis.port()))) {
            assertThat(exporter.scrape("10").isUp("postgres", "main")).isTrue();

            postgres.pause();
            expectDown(exporter, "postgres", "main", "timeout", "redis", "cache");
            postgres.resume();
            expectBack(exporter, "postgres", "main");

            redis.pause();
            expectDown(exporter, "redis", "cache", "timeout", "postgres", "main");
            redis.resume();
            expectBack(exporter, "redis", "cache");

            List<CompletableFuture<ExporterProcess.Page>> during = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> page(exporter)))
                    .toList();
            postgres.kill();
            redis.kill();
            CompletableFuture.allOf(during.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(during)
                    .allSatisfy(page -> assertThat(page.join().status()).isEqualTo(200));
            ExporterProcess.Page dead = exporter.scrape("3");
            assertThat(dead.reason("postgres", "main")).isEqualTo("refused");
            assertThat(dead.reason("redis", "cache")).isEqualTo("refused");

            postgres.restart();
            redis.restart();
            expectBack(exporter, "postgres", "main");
            expectBack(exporter, "redis", "cache");
            assertThat(exporter.log())
                    .contains("postgres target=main state=down reason=timeout")
                    .contains("redis target=cache state=down reason=refused")
                    .contains("postgres target=main state=up down_for=");
        }
    }

    private static ExporterProcess.Page page(ExporterProcess exporter) {
        try {
            return exporter.scrape("5");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expectDown(
            ExporterProcess exporter, String source, String target, String reason, String other, String otherTarget)
            throws Exception {
        ExporterProcess.Page page = exporter.scrape("2");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.took()).isLessThan(Duration.ofSeconds(2));
        assertThat(page.reason(source, target)).as(page.body()).isEqualTo(reason);
        assertThat(page.value(source.equals("postgres") ? "pg_up" : "redis_up")).hasValue(0);
        assertThat(page.isUp(other, otherTarget)).isTrue();
        assertThat(page.body()).contains(other.equals("redis") ? "\nredis_uptime_in_seconds " : "\npg_settings_port ");
    }

    private static void expectBack(ExporterProcess exporter, String source, String target) throws Exception {
        Await.until(() -> exporter.scrape("5").isUp(source, target));
    }

    @Test
    void a_target_that_was_never_there_and_a_wrong_password_are_told_apart() throws Exception {
        PostgresServer postgres = PostgresServer.start(16);
        postgres.execute("DROP ROLE IF EXISTS it_reader");
        postgres.createRole("it_reader", "right-password", "pg_monitor");
        try (RedisServer redis = RedisServer.start("requirepass right-password")) {
            String config =
                    """
                    targets:
                      postgres:
                        - {name: never, host: 127.0.0.1, port: %d, user: postgres}
                        - {name: nowhere, host: db.invalid, user: postgres}
                        - {name: wrong, host: localhost, port: %d, user: it_reader, password: wrong-password}
                        - {name: right, host: 127.0.0.1, port: %d, user: it_reader, password: right-password}
                      redis:
                        - {name: wrong, host: 127.0.0.1, port: %d, password: wrong-password}
                        - {name: none, host: localhost, port: %d}
                      docker:
                        - {name: absent, host: "unix:///nowhere/docker.sock"}
                    """.formatted(Programs.freePort(), postgres.port(), postgres.port(), redis.port(), redis.port());
            try (ExporterProcess exporter = ExporterProcess.start(folder, config)) {
                ExporterProcess.Page page = exporter.scrape("10");

                assertThat(page.status()).isEqualTo(200);
                assertThat(page.reason("postgres", "never")).isEqualTo("refused");
                assertThat(page.reason("postgres", "nowhere")).isEqualTo("unresolved");
                assertThat(page.reason("postgres", "wrong")).isEqualTo("auth");
                assertThat(page.reason("postgres", "right")).isEqualTo("ok");
                assertThat(page.reason("redis", "wrong")).isEqualTo("auth");
                assertThat(page.reason("redis", "none")).isEqualTo("auth");
                assertThat(page.reason("container", "absent")).isEqualTo("unreachable");
                assertThat(page.body() + exporter.log()).doesNotContain("wrong-password", "right-password");
            }
        }
    }

    @Test
    void an_engine_may_hang_or_die_and_comes_back() throws Exception {
        PostgresServer postgres = PostgresServer.start(16);
        try (OwnDockerd own = Dockerd.startOwn();
                ExporterProcess exporter = ExporterProcess.start(
                        folder,
                        "targets:\n" + postgres(postgres.port()) + "  docker:\n    - {name: own, host: \"" + own.uri()
                                + "\"}\n")) {
            expectBack(exporter, "container", "own");

            own.suspend();
            ExporterProcess.Page hung = exporter.scrape("2");
            own.resume();
            assertThat(hung.took()).isLessThan(Duration.ofSeconds(2));
            assertThat(hung.reason("container", "own")).isEqualTo("timeout");
            assertThat(hung.isUp("postgres", "main")).isTrue();
            expectBack(exporter, "container", "own");

            own.kill();
            ExporterProcess.Page dead = exporter.scrape("5");
            assertThat(dead.reason("container", "own")).isIn("refused", "unreachable");
            assertThat(dead.isUp("postgres", "main")).isTrue();
            own.restart();
            expectBack(exporter, "container", "own");
        }
    }

    @Test
    void a_thousand_scrapes_at_once_none_fails() throws Exception {
        PostgresServer postgres = PostgresServer.start(16);
        RedisServer redis = RedisServer.shared();
        try (ExporterProcess exporter =
                ExporterProcess.start(folder, "targets:\n" + postgres(postgres.port()) + redis(redis.port()))) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + exporter.address() + "/metrics"))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 1_000)
                    .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);

            assertThat(all).allSatisfy(page -> {
                assertThat(page.join().statusCode()).isEqualTo(200);
                assertThat(page.join().body()).contains("\npg_up 1\n").contains("\nredis_up 1\n");
            });
            assertThat(postgres.number(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'allodoc-ops%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void promtool_finds_nothing_to_complain_about_in_our_own_names() throws Exception {
        String promtool = Programs.require("promtool").toString();
        PostgresServer postgres = PostgresServer.start(16);
        RedisServer redis = RedisServer.shared();
        try (ExporterProcess exporter =
                ExporterProcess.start(folder, "targets:\n" + postgres(postgres.port()) + redis(redis.port()))) {
            String page = exporter.scrape("10").body();
            Files.writeString(folder.resolve("page.prom"), page);
            Programs.Output all = Programs.run(page.getBytes(StandardCharsets.UTF_8), promtool, "check", "metrics");

            assertThat(all.text()).doesNotContain("error while linting");
            // Foreign names are what they are; ours have no excuse.
            assertThat(all.text().lines().filter(line -> line.startsWith("allodoc_")))
                    .isEmpty();
        }
    }
}
