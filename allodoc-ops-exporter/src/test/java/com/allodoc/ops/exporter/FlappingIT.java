package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.FiguresPlot;
import com.allodoc.ops.exporter.testing.FlakyProxy;
import com.allodoc.ops.exporter.testing.FlakyProxy.Mode;
import com.allodoc.ops.exporter.testing.Installation;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.ProcessFigures;
import com.allodoc.ops.exporter.testing.RedisServer;
import com.allodoc.ops.exporter.testing.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Targets that come and go, for as long as it takes: memory, threads and files stay where they were. */
class FlappingIT {
    private static final int SAMPLES = 200;
    private static final List<Mode> MODES = List.of(Mode.PASS, Mode.CUT, Mode.HANG);

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void a_few_hundred_scrapes_of_flapping_targets_leave_nothing_behind() throws Exception {
        flap(250, 25, 64);
    }

    @Test
    @Tag("endurance")
    @Timeout(7_200)
    void a_hundred_thousand_scrapes_of_flapping_targets_leave_nothing_behind() throws Exception {
        flap(Integer.getInteger("flapping.scrapes", 100_000), 500, 16);
    }

    /** @param growthMib memory that it may still take in the second half; a young JVM has not had its heap yet */
    private void flap(int scrapes, int every, int growthMib) throws Exception {
        assumeTrue(ProcessFigures.isKnown(), "there is no /proc on this system");
        long seed = Seed.value();
        SplittableRandom random = new SplittableRandom(seed);
        try (PostgresServer server = PostgresServer.startAlone(17, Map.of());
                RedisServer redis = RedisServer.start();
                FlakyProxy toPostgres = FlakyProxy.before(server.port());
                FlakyProxy toRedis = FlakyProxy.before(redis.port())) {
            List<ProcessFigures> figures = new ArrayList<>();
            Installation installation = Installation.unpack(Files.createDirectory(folder.resolve("installed")));
            installation.makeClassArchive();
            try (ExporterProcess exporter =
                    ExporterProcess.launch(installation, folder, """
                    targets:
                      postgres: [{name: main, host: 127.0.0.1, port: %d, user: postgres}]
                      redis: [{name: cache, host: 127.0.0.1, port: %d}]
                    """.formatted(toPostgres.port(), toRedis.port()))) {
                Await.until(exporter::isReady);
                for (int i = 0; i < scrapes; i++) {
                    if (i % every == 0) {
                        toPostgres.mode(MODES.get(random.nextInt(3)));
                        toRedis.mode(MODES.get(random.nextInt(3)));
                    } else if (i % every == 3) {
                        // A hung target takes all the time there is: few of those scrapes tell as much as many.
                        toPostgres.mode(random.nextBoolean() ? Mode.PASS : Mode.CUT);
                        toRedis.mode(random.nextBoolean() ? Mode.PASS : Mode.CUT);
                    }
                    assertThat(exporter.scrape("0.4").status())
                            .as("scrape %d, -Dseed=%d", i, seed)
                            .isEqualTo(200);
                    if (i % Math.max(1, scrapes / SAMPLES) == 0) {
                        figures.add(ProcessFigures.of(exporter.pid()));
                        report(scrapes, figures);
                    }
                }
                toPostgres.mode(Mode.PASS);
                toRedis.mode(Mode.PASS);
                Await.until(() -> {
                    ExporterProcess.Page page = exporter.scrape("10");
                    return page.isUp("postgres", "main") && page.isUp("redis", "cache");
                });
                Await.until(() -> connections(server) == 1);
            }
            assertFlat(figures, "threads", ProcessFigures::threads, 16);
            assertFlat(figures, "files", ProcessFigures::files, 20);
            assertFlat(figures, "resident KiB", ProcessFigures::residentKib, growthMib * 1024L);
            Await.until(() -> connections(server) == 0);
        }
    }

    private static int connections(PostgresServer server) {
        return (int) server.number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'allodoc-ops%'");
    }

    /** The median of the last quarter is not above that of the second by more than this. */
    private static void assertFlat(
            List<ProcessFigures> figures, String what, ToLongFunction<ProcessFigures> figure, long tolerance) {
        int quarter = figures.size() / 4;
        long early = median(figures.subList(quarter, 2 * quarter), figure);
        long late = median(figures.subList(3 * quarter, figures.size()), figure);
        assertThat(late).as("%s, from %d", what, early).isLessThanOrEqualTo(early + tolerance);
    }

    private static long median(List<ProcessFigures> figures, ToLongFunction<ProcessFigures> figure) {
        return figures.stream()
                .mapToLong(figure)
                .sorted()
                .skip(figures.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** For a plot, and for whoever waits: target/flapping-N.csv and .svg, so far. */
    private static void report(int scrapes, List<ProcessFigures> figures) throws Exception {
        StringBuilder csv = new StringBuilder("scrapes,resident_kib,threads,files,cpu_millis\n");
        for (int i = 0; i < figures.size(); i++) {
            ProcessFigures each = figures.get(i);
            csv.append(i * Math.max(1, scrapes / SAMPLES))
                    .append(',')
                    .append(each.residentKib())
                    .append(',')
                    .append(each.threads())
                    .append(',')
                    .append(each.files())
                    .append(',')
                    .append(each.cpuMillis())
                    .append('\n');
        }
        Files.writeString(Path.of("target", "flapping-" + scrapes + ".csv"), csv);
        Files.writeString(
                Path.of("target", "flapping-" + scrapes + ".svg"),
                FiguresPlot.of(scrapes + " scrapes of targets that come and go", figures));
    }
}
