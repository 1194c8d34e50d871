package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Installation;
import com.allodoc.ops.exporter.testing.PageLoad;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Resources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five thousand tables and 95,000 series, read by three programs in one run: Debian's postgres_exporter, this exporter and
 * psql. All take the same query, the first two from the same {@code queries.yaml}, beside everything else that they give
 * by default. The peer's release has no collectors of its own for tables and their sizes, so that ours are off here; once
 * more they are on instead of the query, which is what a user has who asks for nothing. Ours is started by the launcher
 * with the flags for time of docs/install.md, and once without. Compares ratios; needs a quiet machine.
 */
@Tag("endurance")
class TableSpeedIT {
    private static final int TABLES = 5000;
    private static final int WARM = 60;
    private static final int TIMES = 20;
    private static final int OWN_COLUMNS = 18;

    private static final String THE_QUERY = "disable: [stat_user_tables, statio_user_tables, table_sizes]";

    private static final List<String> COUNTERS = List.of(
            "seq_scan",
            "seq_tup_read",
            "idx_scan",
            "idx_tup_fetch",
            "n_tup_ins",
            "n_tup_upd",
            "n_tup_del",
            "n_tup_hot_upd",
            "n_live_tup",
            "n_dead_tup",
            "n_mod_since_analyze",
            "n_ins_since_vacuum",
            "vacuum_count",
            "autovacuum_count",
            "analyze_count",
            "autoanalyze_count",
            "relpages",
            "reltuples",
            "age");

    private static final String SQL = "SELECT current_database() AS datname, s.schemaname, s.relname, "
            + String.join(
                    ", ",
                    COUNTERS.subList(0, 16).stream()
                            .map(c -> "coalesce(s." + c + ", 0) AS " + c)
                            .toList())
            + ", c.relpages, c.reltuples, age(c.relfrozenxid) AS age"
            + " FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid";

    @TempDir
    private Path folder;

    /** A process that gives pages, and what they took: seconds of the clock and of the processor, and the most memory. */
    private record Candidate(String who, Process process, PageLoad pages, List<Double> seconds)
            implements AutoCloseable {

        void measure() throws IOException {
            long start = System.nanoTime();
            pages.get();
            seconds.add((System.nanoTime() - start) / 1e9);
        }

        Cost cost(double cpuBefore) throws IOException {
            double cpu = (Resources.cpuSeconds(process.pid()) - cpuBefore) / TIMES;
            return new Cost(
                    who,
                    median(seconds.stream().mapToDouble(Double::doubleValue).toArray()),
                    cpu,
                    Resources.peakMegabytes(process.pid()));
        }

        @Override
        public void close() throws IOException {
            pages.close();
            process.destroy();
            process.onExit().join();
        }
    }

    /** Of one page. */
    private record Cost(String who, double seconds, double cpuSeconds, double megabytes) {}

    @Test
    void costs_a_fraction_of_what_the_peer_takes_and_no_more_time_than_psql() throws Exception {
        Path psql = Programs.require("psql");
        Path peer = Programs.require("prometheus-postgres-exporter");
        try (PostgresServer server = PostgresServer.startAlone(15, Map.of("max_locks_per_transaction", "1024"))) {
            makeTables(server, TABLES);
            Path queries = Files.writeString(folder.resolve("queries.yaml"), queriesYaml());
            String dsn = "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres?sslmode=disable";
            int port = Programs.freePort();
            Installation installation = Installation.unpack(Files.createDirectory(folder.resolve("installed")));
            installation.makeClassArchive();
            try (Candidate theirs = start(
                            "postgres_exporter 0.11.1",
                            COUNTERS.size(),
                            Map.of("DATA_SOURCE_NAME", dsn, "PG_EXPORTER_EXTEND_QUERY_PATH", queries.toString()),
                            port,
                            peer.toString(),
                            "--web.listen-address=127.0.0.1:" + port);
                    Candidate ours =
                            ours("the same query", installation, Installation.FOR_TIME, server, THE_QUERY, queries);
                    Candidate small = ours("as installed", installation, "", server, THE_QUERY, queries);
                    Candidate builtIn =
                            ours("own collectors", installation, Installation.FOR_TIME, server, "disable: []", null)) {
                List<Cost> costs = compare(List.of(theirs, ours, small, builtIn));
                double limit = median(psqlTimes(psql, server, SQL));
                costs.forEach(cost -> System.out.printf(
                        "%-26s %7.1f ms  %7.1f ms CPU  %5.0f MB%n",
                        cost.who(), cost.seconds() * 1000, cost.cpuSeconds() * 1000, cost.megabytes()));
                System.out.printf(
                        "%-26s %7.1f ms, of which %.1f ms are its start and login%n",
                        "psql, the same query", limit * 1000, median(psqlTimes(psql, server, "SELECT 1")) * 1000);
                assertBars(costs.get(0), costs.get(1), limit);
            }
        }
    }

    private static void assertBars(Cost theirs, Cost ours, double limit) {
        assertSoftly(bars -> {
            bars.assertThat(ours.seconds()).as("seconds").isLessThanOrEqualTo(0.12 * theirs.seconds());
            bars.assertThat(ours.cpuSeconds()).as("CPU").isLessThanOrEqualTo(0.12 * theirs.cpuSeconds());
            bars.assertThat(ours.seconds()).as("against psql").isLessThanOrEqualTo(limit);
            bars.assertThat(ours.megabytes()).as("memory").isLessThanOrEqualTo(theirs.megabytes());
        });
    }

    /** In turn, so that what else the machine does meets all of them. */
    private static List<Cost> compare(List<Candidate> candidates) throws IOException {
        for (int i = 0; i < WARM; i++) {
            for (Candidate each : candidates) {
                each.pages().get();
            }
        }
        double[] cpuBefore = new double[candidates.size()];
        for (int i = 0; i < cpuBefore.length; i++) {
            cpuBefore[i] = Resources.cpuSeconds(candidates.get(i).process().pid());
        }
        for (int round = 0; round < TIMES; round++) {
            for (Candidate each : candidates) {
                each.measure();
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < cpuBefore.length; i++) {
            costs.add(candidates.get(i).cost(cpuBefore[i]));
        }
        return costs;
    }

    private Candidate ours(
            String what,
            Installation installation,
            String options,
            PostgresServer server,
            String collectors,
            @Nullable Path queries)
            throws Exception {
        String config = """
                targets:
                  postgres:
                    - name: main
                      host: 127.0.0.1
                      port: %d
                      collectors: {%s}
                      queries: [%s]
                """.formatted(server.port(), collectors, queries == null ? "" : queries);
        int port = Programs.freePort();
        return start(
                "ours, " + what,
                queries == null ? OWN_COLUMNS : COUNTERS.size(),
                Map.of("JAVA_HOME", System.getProperty("java.home"), "ALLODOC_OPS_OPTS", options),
                port,
                installation.launcher().toString(),
                "serve",
                "--config",
                Files.writeString(folder.resolve(port + ".yml"), config).toString(),
                "--listen",
                "127.0.0.1:" + port);
    }

    private static void makeTables(PostgresServer server, int count) {
        for (int from = 0; from < count; from += 500) {
            List<String> statements = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + 500); i++) {
                statements.add("CREATE TABLE IF NOT EXISTS a_table_with_a_longer_name_" + i + " (id int PRIMARY KEY)");
            }
            server.execute(statements.toArray(new String[0]));
        }
        server.execute("ANALYZE");
    }

    private static String queriesYaml() {
        StringBuilder yaml = new StringBuilder("pg_bench_tables:\n  query: \"" + SQL + "\"\n  metrics:\n");
        for (String label : List.of("datname", "schemaname", "relname")) {
            yaml.append("    - ").append(label).append(": {usage: LABEL, description: L}\n");
        }
        for (String column : COUNTERS) {
            yaml.append("    - ").append(column).append(": {usage: COUNTER, description: C}\n");
        }
        return yaml.toString();
    }

    /** @param columns of each table that its page must have */
    private Candidate start(String who, int columns, Map<String, String> variables, int port, String... command)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(port + ".log").toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        Await.until(() -> process.isAlive() && series(port) >= (long) columns * TABLES);
        return new Candidate(who, process, PageLoad.to(port), new ArrayList<>());
    }

    /** Of the tables; 0 while nobody listens. */
    private long series(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("pg_bench_tables_") || line.startsWith("pg_stat_user_tables_"))
                    .count();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** With its start and its login, as somebody types it; how long those take alone is told beside it. */
    private static double[] psqlTimes(Path psql, PostgresServer server, String sql) throws Exception {
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(
                            psql.toString(),
                            "-h",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(server.port()),
                            "-U",
                            "postgres",
                            "-AtX",
                            "-o",
                            "/dev/null",
                            "-c",
                            sql)
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
