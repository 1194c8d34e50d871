package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes of real servers through the archive, and what somebody tries who wants it to reach others. */
@Timeout(300)
class ProbeIT {
    private static final String PASSWORD = "probe-s3cret";

    @TempDir
    private Path folder;

    @Test
    void servers_are_found_by_discovery_and_read_with_their_modules_password() throws Exception {
        Programs.require("prometheus");
        PostgresServer postgres = PostgresServer.start(17);
        postgres.execute(
                "DROP ROLE IF EXISTS probe_reader", "DROP DATABASE IF EXISTS probed", "CREATE DATABASE probed");
        postgres.createRole("probe_reader", PASSWORD, "pg_monitor");
        try (RedisServer redis = RedisServer.start("requirepass " + PASSWORD);
                ExporterProcess exporter =
                        ExporterProcess.start(folder, """
                        probe:
                          postgres:
                            - {name: clinics, targets: ["127.0.0.1:%1$d"], user: probe_reader, password: %3$s}
                            - {name: wrong, targets: ["127.0.0.0/8:*"], user: probe_reader, password: wrong}
                          redis:
                            - {targets: ["localhost:%2$d"], password: %3$s}
                        """.formatted(postgres.port(), redis.port(), PASSWORD))) {
            ExporterProcess.Page page =
                    exporter.get("/probe/postgres?module=clinics&target=127.0.0.1:" + postgres.port() + "/probed");
            assertThat(page.value("pg_up")).as(page.body()).hasValue(1);
            assertThat(page.value("pg_settings_port")).hasValue(postgres.port());
            assertThat(page.body()).doesNotContain("redis_", "jvm_", PASSWORD);
            assertThat(exporter.get("/probe?auth_module=wrong&target=127.0.0.1:" + postgres.port())
                            .reason("postgres", "127.0.0.1:" + postgres.port()))
                    .isEqualTo("auth");
            assertThat(exporter.get("/scrape?target=redis://localhost:" + redis.port())
                            .value("redis_up"))
                    .hasValue(1);

            try (Prometheus prometheus = Prometheus.discovering(folder, "http://" + exporter.address() + "/sd")) {
                Await.until(() -> prometheus
                                        .value("pg_up{instance=\"127.0.0.1:" + postgres.port() + "\"}")
                                        .orElse(0)
                                == 1
                        && prometheus
                                        .value("redis_up{instance=\"localhost:" + redis.port() + "\"}")
                                        .orElse(0)
                                == 1);
            }
            assertThat(exporter.scrape("10")
                            .value("allodoc_exporter_probe_sessions")
                            .orElse(0))
                    .isGreaterThanOrEqualTo(3);
            assertThat(exporter.log()).doesNotContain(PASSWORD);
        }
        Await.until(() -> postgres.number("SELECT count(*) FROM pg_stat_activity WHERE usename = 'probe_reader'") == 0);
    }

    /** {@code PORT} is that of a server which waits for anybody to come. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:PORT",
                "localhost:PORT",
                "LOCALHOST.:PORT",
                "[::1]:PORT",
                "[::ffff:127.0.0.1]:PORT",
                "127.1:PORT",
                "2130706433:PORT",
                "0x7f000001:PORT",
                "0177.0.0.1:PORT",
                "0.0.0.0:PORT",
                "0:PORT",
                "db1.internal:PORT@127.0.0.1:PORT",
                "db1.internal@127.0.0.1:PORT",
                "127.0.0.1:PORT/db1.internal",
                "127.0.0.1:PORT%23db1.internal",
                "127.0.0.1:PORT?db1.internal",
                "postgresql://127.0.0.1:PORT/x",
                "postgresql://u:p@127.0.0.1:PORT/x",
                "redis://:p@127.0.0.1:PORT",
                "host%3D127.0.0.1+port%3DPORT",
                "169.254.169.254",
                "169.254.169.254:80/latest/meta-data",
                "metadata.google.internal:80",
                "db1.internal%00.evil.example:PORT",
                "db1.internal%0d%0aHost:evil",
                "db1.internal:PORT,127.0.0.1:PORT",
                "file:///etc/passwd",
                "unix:/var/run/docker.sock",
                "%2Fvar%2Frun%2Fpostgresql",
                "..%2f..%2fetc",
                "ⓛocalhost:PORT",
                "127。0。0。1:PORT"
            })
    void no_way_of_writing_a_target_leads_where_the_module_does_not(String target) throws Exception {
        AtomicInteger visitors = new AtomicInteger();
        try (ServerSocket inner = new ServerSocket(0, 10, InetAddress.getByName("::"));
                Exporter exporter = serving("""
                        listen: {addresses: ["127.0.0.1:0"]}
                        probe:
                          postgres: [{targets: ["db1.internal", "10.255.255.1"], password: %1$s}]
                          redis: [{targets: ["db1.internal", "10.255.255.1"], password: %1$s}]
                        """.formatted(PASSWORD))) {
            count(inner, visitors);
            String there = target.replace("PORT", Integer.toString(inner.getLocalPort()));
            for (String path : new String[] {"/probe/postgres", "/probe/redis", "/probe", "/scrape", "/probe/http"}) {
                String answer = RawRequest.get(exporter.addresses().get(0), path + "?target=" + there);
                assertThat(answer).as(answer).matches("(?s)HTTP/1.1 40[03] .*").doesNotContain(PASSWORD, "evil");
            }
            assertThat(visitors).hasValue(0);
        }
    }

    private Exporter serving(String yaml) throws Exception {
        Exporter exporter = Exporter.of(ConfigText.read(folder, yaml));
        exporter.start();
        return exporter;
    }

    private static void count(ServerSocket listener, AtomicInteger visitors) {
        Thread thread = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        try {
                            listener.accept().close();
                            visitors.incrementAndGet();
                        } catch (IOException e) {
                            return;
                        }
                    }
                },
                "visitors");
        thread.setDaemon(true);
        thread.start();
    }
}
