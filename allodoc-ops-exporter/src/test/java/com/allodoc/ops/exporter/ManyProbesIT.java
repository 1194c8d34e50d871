package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import com.allodoc.ops.exporter.testing.Installation;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.ProcessFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server under many addresses, as if it were many, and what each of them costs. */
class ManyProbesIT {
    private static final int AT_ONCE = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void twenty_targets() throws Exception {
        probeAll(20, 3);
    }

    @Test
    @Tag("endurance")
    @Timeout(1_800)
    void two_hundred_targets() throws Exception {
        probeAll(200, 50);
    }

    private void probeAll(int targets, int rounds) throws Exception {
        assumeTrue(ProcessFigures.isKnown(), "there is no /proc on this system");
        Map<String, String> settings =
                Map.of("listen_addresses", "*", "max_connections", Integer.toString(targets + 20));
        try (PostgresServer server = PostgresServer.startAlone(17, settings)) {
            Path rules = Path.of(server.query("SHOW hba_file").get(0));
            Files.writeString(rules, Files.readString(rules) + "\nhost all all 127.0.0.0/8 trust\n");
            server.execute("SELECT pg_reload_conf()");
            Installation installation = Installation.unpack(Files.createDirectory(folder.resolve("installed")));
            installation.makeClassArchive();
            try (ExporterProcess exporter =
                    ExporterProcess.launch(installation, folder, """
                    probe:
                      postgres: [{targets: ["127.1.0.0/16:*"]}]
                    targets:
                      postgres: [{name: first, host: 127.0.0.1, port: %d}]
                    """.formatted(server.port()))) {
                Await.until(exporter::isReady);
                exporter.scrape("10");
                exporter.scrape("10");
                ProcessFigures before = ProcessFigures.of(exporter.pid());
                round(exporter, server.port(), targets);
                assertThat(exporter.scrape("10").value("allodoc_exporter_probe_sessions"))
                        .hasValue(targets);
                assertThat(connections(server)).isEqualTo(targets + 1);
                ProcessFigures opened = ProcessFigures.of(exporter.pid());
                for (int i = 1; i < rounds; i++) {
                    round(exporter, server.port(), targets);
                }
                report(targets, rounds, before, opened, ProcessFigures.of(exporter.pid()));
            }
            Await.until(() -> connections(server) == 0);
        }
    }

    private static void round(ExporterProcess exporter, int port, int targets) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<ExporterProcess.Page>> all = new ArrayList<>();
            for (int i = 0; i < targets; i++) {
                String target = "127.1." + i / 250 + '.' + (i % 250 + 1) + ':' + port;
                all.add(() -> exporter.get("/probe/postgres?target=" + target));
            }
            for (Future<ExporterProcess.Page> page : clients.invokeAll(all)) {
                assertThat(page.get().value("pg_up")).as(page.get().body()).hasValue(1);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static int connections(PostgresServer server) {
        return (int) server.number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'allodoc-ops%'");
    }

    private static void report(
            int targets, int rounds, ProcessFigures before, ProcessFigures opened, ProcessFigures after)
            throws Exception {
        double kib = (double) (after.residentKib() - before.residentKib()) / targets;
        double cpu = (double) (after.cpuMillis() - opened.cpuMillis()) / targets / (rounds - 1);
        String text = String.format(
                "targets=%d rounds=%d kib_per_target=%.0f cpu_ms_per_probe=%.2f files_per_target=%.2f resident_mib=%d"
                        + " threads=%d%n",
                targets,
                rounds,
                kib,
                cpu,
                (double) (after.files() - before.files()) / targets,
                after.residentKib() / 1024,
                after.threads());
        Files.writeString(Path.of("target", "probes-" + targets + ".txt"), text);
    }
}
