package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.FlakyProxy;
import com.allodoc.ops.exporter.testing.FlakyProxy.Mode;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus's time limit and its replicas make of a page. */
@Timeout(120)
class SharedPageIT {
    @TempDir
    private Path folder;

    @Test
    void a_second_prometheus_gets_the_page_of_the_first_and_sees_how_old_it_is() throws Exception {
        PostgresServer postgres = PostgresServer.start(17);
        try (ExporterProcess exporter = ExporterProcess.start(folder, """
                scrape: {minimumInterval: 60s}
                targets:
                  postgres: [{name: main, host: 127.0.0.1, port: %d}]
                """.formatted(postgres.port()))) {
            ExporterProcess.Page first = exporter.scrape("10");
            ExporterProcess.Page second = exporter.scrape("10");

            String at = "allodoc_target_last_scrape_timestamp_seconds{source=\"postgres\",target=\"main\"}";
            assertThat(second.value(at)).isEqualTo(first.value(at));
            assertThat(second.value("pg_exporter_scrapes_total")).hasValue(1);
            assertThat(second.value("allodoc_exporter_pages_total{from=\"collected\"}"))
                    .hasValue(1);
            assertThat(second.value("allodoc_exporter_pages_total{from=\"repeated\"}"))
                    .hasValue(1);
            assertThat(exporter.get("/metrics?collect%5B%5D=database").body())
                    .as("another question has its own answer")
                    .contains("pg_exporter_scrapes_total 2");
        }
    }

    @Test
    void every_source_keeps_to_the_time_that_prometheus_gives() throws Exception {
        PostgresServer postgres = PostgresServer.start(17);
        RedisServer redis = RedisServer.shared();
        Path proc = Files.createDirectory(folder.resolve("proc"));
        try (FlakyProxy hungPostgres = FlakyProxy.before(postgres.port());
                FlakyProxy hungRedis = FlakyProxy.before(redis.port());
                FlakyProxy hungEngine = FlakyProxy.before(postgres.port());
                ExporterProcess exporter = ExporterProcess.start(folder, """
                        targets:
                          postgres:
                            - {name: well, host: 127.0.0.1, port: %d}
                            - {name: hung, host: 127.0.0.1, port: %d}
                          redis: [{name: hung, host: 127.0.0.1, port: %d}]
                          docker: [{name: hung, host: "tcp://127.0.0.1:%d"}]
                          host: [{name: hung, procRoot: "%s"}]
                        """.formatted(
                                postgres.port(), hungPostgres.port(), hungRedis.port(), hungEngine.port(), proc))) {
            // Once while nothing hangs: a process that has just started is slow.
            exporter.scrape("20");
            // Reading a pipe that nobody writes to hangs, as a file system does whose server is gone.
            Programs.run(
                    new byte[0],
                    Programs.require("mkfifo").toString(),
                    proc.resolve("stat").toString());
            hungPostgres.mode(Mode.HANG);
            hungRedis.mode(Mode.HANG);
            hungEngine.mode(Mode.HANG);
            ExporterProcess.Page page = exporter.scrape("4");

            // The hung ones would take for ever; a busy machine takes more than the four seconds.
            assertThat(page.took()).isLessThan(Duration.ofSeconds(30));
            assertThat(page.isUp("postgres", "well")).isTrue();
            assertThat(page.reason("postgres", "hung")).isEqualTo("timeout");
            assertThat(page.reason("redis", "hung")).isEqualTo("timeout");
            assertThat(page.reason("container", "hung")).isEqualTo("timeout");
            assertThat(page.reason("host", "hung")).isEqualTo("timeout");
            assertThat(page.body()).contains("pg_settings_port{server=\"127.0.0.1:" + postgres.port() + "\"}");
        }
    }
}
