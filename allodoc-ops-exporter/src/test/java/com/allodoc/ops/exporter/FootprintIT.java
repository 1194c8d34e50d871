package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.FiguresPlot;
import com.allodoc.ops.exporter.testing.Installation;
import com.allodoc.ops.exporter.testing.OwnDockerd;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.ProcessFigures;
import com.allodoc.ops.exporter.testing.RedisServer;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process that people install, before 1,000 tables, Redis and 50 containers: how soon it answers, what it keeps in
 * memory, and what it takes of a core. The first and the last need a quiet machine.
 */
@Tag("endurance")
@Timeout(7_200)
class FootprintIT {
    private static final int TABLES = 1_000;
    private static final int CONTAINERS = 50;
    private static final int STARTS = 7;
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    @TempDir
    private static Path folder;

    private static PostgresServer postgres;
    private static RedisServer redis;
    private static OwnDockerd own;
    private static Dockerd docker;
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        own = Dockerd.startOwn();
        docker = own.engine();
        for (int i = 0; i < CONTAINERS; i++) {
            docker.run(
                    "allodoc-footprint-" + i,
                    "sleep 100000",
                    create -> create.withHostConfig(HostConfig.newHostConfig().withNetworkMode("none")));
        }
        postgres = PostgresServer.startAlone(17, Map.of("max_locks_per_transaction", "1024"));
        postgres.execute(IntStream.range(0, TABLES)
                .mapToObj(i -> "CREATE TABLE a_table_of_the_ward_" + i + " (id int PRIMARY KEY, note text)")
                .toArray(String[]::new));
        postgres.execute("ANALYZE");
        redis = RedisServer.start();
        installation = Installation.unpack(Files.createDirectory(folder.resolve("installed")));
        installation.makeClassArchive("--config", configFile().toString());
    }

    @AfterAll
    static void stop() {
        redis.close();
        postgres.close();
        docker.close();
        own.close();
    }

    private static Path configFile() throws Exception {
        return Files.writeString(folder.resolve("archive.yml"), config());
    }

    private static String config() {
        return """
                targets:
                  postgres: [{name: main, host: 127.0.0.1, port: %d, user: postgres}]
                  redis: [{name: cache, host: 127.0.0.1, port: %d}]
                  docker: [{name: local, host: "%s"}]
                """.formatted(postgres.port(), redis.port(), own.uri());
    }

    private static ExporterProcess launch() throws Exception {
        return ExporterProcess.launch(installation, folder, config());
    }

    private static boolean isComplete(ExporterProcess.Page page) {
        return page.isUp("postgres", "main") && page.isUp("redis", "cache") && page.isUp("container", "local");
    }

    @Test
    void the_first_complete_page_comes_within_a_second_and_a_half() throws Exception {
        long[] millis = new long[STARTS];
        long[] cpu = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (ExporterProcess exporter = launch()) {
                Await.until(exporter::isReady);
                ExporterProcess.Page page = exporter.scrape("10");
                millis[i] = (System.nanoTime() - start) / 1_000_000;
                cpu[i] = ProcessFigures.of(exporter.pid()).cpuMillis();
                assertThat(isComplete(page)).isTrue();
                assertThat(page.value("allodoc_container_usage_read{reader=\"cgroup\"}"))
                        .hasValue(CONTAINERS);
            }
        }
        Arrays.sort(millis);
        report("start.txt", "first complete page ms=" + Arrays.toString(millis) + " cpu_ms=" + Arrays.toString(cpu));
        assertThat(millis[STARTS / 2]).isLessThanOrEqualTo(1_500);
    }

    @Test
    void ten_thousand_scrapes_leave_ninety_megabytes_and_half_a_percent_of_a_core() throws Exception {
        int scrapes = Integer.getInteger("footprint.scrapes", 10_000);
        List<ProcessFigures> figures = new ArrayList<>();
        double percent;
        try (ExporterProcess exporter = launch()) {
            Await.until(exporter::isReady);
            for (int i = 0; i < scrapes; i++) {
                exporter.load();
                if (i % Math.max(1, scrapes / 200) == 0) {
                    figures.add(ProcessFigures.of(exporter.pid()));
                }
            }
            assertThat(isComplete(exporter.scrape("10"))).isTrue();
            figures.add(ProcessFigures.of(exporter.pid()));
            percent = percentOfACore(exporter, "after-" + scrapes);
        }
        StringBuilder csv = new StringBuilder("resident_kib,threads,files,cpu_millis\n");
        figures.forEach(each -> csv.append(
                each.residentKib() + "," + each.threads() + "," + each.files() + "," + each.cpuMillis() + "\n"));
        report("memory.csv", csv.toString());
        report("memory.svg", FiguresPlot.of(scrapes + " scrapes of everything", figures));
        ProcessFigures middle = figures.get(figures.size() / 2);
        ProcessFigures last = figures.get(figures.size() - 1);
        assertThat(last.residentKib() * 1024).as("bytes").isLessThanOrEqualTo(90_000_000);
        assertThat(last.residentKib()).as("flat").isLessThanOrEqualTo(middle.residentKib() + 4 * 1024);
        assertThat(last.threads()).isLessThanOrEqualTo(middle.threads() + 4);
        assertThat(percent).as("of a core").isLessThanOrEqualTo(0.5);
    }

    @Test
    void a_young_process_that_is_hardly_compiled_yet_takes_a_percent_of_a_core_at_most() throws Exception {
        try (ExporterProcess exporter = launch()) {
            Await.until(exporter::isReady);
            exporter.load();
            assertThat(percentOfACore(exporter, "young")).isLessThanOrEqualTo(1);
        }
    }

    /** At one scrape each fifteen seconds. */
    private static double percentOfACore(ExporterProcess exporter, String when) throws Exception {
        int scrapes = Integer.getInteger("footprint.intervals", 16);
        long from = System.nanoTime();
        long cpu = ProcessFigures.of(exporter.pid()).cpuMillis();
        for (int i = 0; i < scrapes; i++) {
            TimeUnit.NANOSECONDS.sleep(from + (i + 1) * INTERVAL.toNanos() - System.nanoTime());
            exporter.load();
        }
        ProcessFigures then = ProcessFigures.of(exporter.pid());
        double percent = 100.0 * (then.cpuMillis() - cpu) / (scrapes * INTERVAL.toMillis());
        report(
                "interval-" + when + ".txt",
                "scrapes=%d cpu_percent=%.2f cpu_ms_per_scrape=%.1f resident_kib=%d threads=%d%n"
                        .formatted(
                                scrapes,
                                percent,
                                (double) (then.cpuMillis() - cpu) / scrapes,
                                then.residentKib(),
                                then.threads()));
        return percent;
    }

    private static void report(String file, String text) throws Exception {
        Files.writeString(Path.of("target", "footprint-" + file), text);
    }
}
