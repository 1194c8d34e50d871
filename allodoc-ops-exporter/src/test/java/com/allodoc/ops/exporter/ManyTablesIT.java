package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Resources;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty thousand tables, more than anybody wants to see: in time, within its memory, and with what was left out said. */
@Tag("endurance")
class ManyTablesIT {
    private static final int TABLES = 50_000;
    private static final int MAX_SERIES = 200_000;

    @TempDir
    private Path folder;

    @Test
    void are_answered_in_time_with_what_was_left_out_in_memory_that_stays_the_same() throws Exception {
        try (PostgresServer server = PostgresServer.startAlone(
                        17, Map.of("fsync", "off", "max_locks_per_transaction", "1024", "shared_buffers", "128MB"));
                ExporterProcess exporter = ExporterProcess.start(folder, """
                    targets:
                      postgres:
                        - {name: main, host: 127.0.0.1, port: %d, maxSeries: %d}
                    """.formatted(server.port(), MAX_SERIES))) {
            TableSpeedIT.makeTables(server, TABLES);
            double first = 0;
            for (int i = 0; i < 10; i++) {
                ExporterProcess.Page page = exporter.scrape("30");
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.value("pg_up")).hasValue(1);
                assertThat(page.took().toSeconds()).isLessThan(30);
                assertThat(page.body()
                                .lines()
                                .filter(line -> line.startsWith("allodoc_collector_series_dropped_total"))
                                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                                .sum())
                        .isPositive();
                double peak = Resources.peakMegabytes(exporter.pid());
                System.out.printf("%d ms, peak %.0f MB%n", page.took().toMillis(), peak);
                first = i == 4 ? peak : first;
            }
            assertThat(Resources.peakMegabytes(exporter.pid())).isLessThan(first * 1.2);
        }
    }
}
