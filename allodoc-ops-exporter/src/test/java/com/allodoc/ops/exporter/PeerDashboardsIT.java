package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.ConfigLoader;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dashboards that people have work unchanged: whatever the published dashboards of the peers ask for, and the peers answer, we
 * answer too, with the labels that they match and group by. Same servers, one real Prometheus for them and one for us. cAdvisor
 * is in no package, so what is asked of it must simply be there.
 */
class PeerDashboardsIT {
    /** What only theirs answer, and why. Not one is of PostgreSQL or Redis. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "node_timex_.*", "the kernel tells it by a system call and in no file",
            "node_(arp|softnet|udp)_.*|node_network_receive_nohandler_total",
                    "beyond what the runbook's machine is judged by",
            "node_(hwmon|cooling_device|cpu_scaling|power_supply|schedstat)_.*",
                    "hardware, which a virtual machine has not",
            "node_textfile_.*", "there is no textfile collector",
            "process_.*", "about the exporter itself; ours has Micrometer's names",
            "container_fs_usage_bytes", "off unless sizesEvery is set: it makes the engine walk over every file",
            "node_filesystem_.*fstype=\"aufs\".*", "a file system of 2014");

    @TempDir
    private Path folder;

    @Test
    void whatever_they_show_over_theirs_they_show_over_ours() throws Exception {
        try (PostgresServer postgres = PostgresServer.startAlone(15, Map.of());
                RedisServer redis = RedisServer.start();
                Dockerd docker = Dockerd.running();
                PeerExporters peers = PeerExporters.start(folder, postgres.port(), redis.port());
                Exporter exporter = Exporter.of(ConfigLoader.of(Environment.of(Map.of()))
                        .fromFile(Files.writeString(folder.resolve("ops.yml"), config(postgres, redis, docker))))) {
            docker.run(
                    "allodoc-peers-" + postgres.port(),
                    "while true; do cat /proc/stat > /tmp/x; sleep 0.1; done",
                    c -> {});
            postgres.execute("CREATE TABLE visits (id int)", "INSERT INTO visits VALUES (1)");
            redis.command("SET", "k", "v", "EX", "1000");
            redis.command("GET", "k");
            exporter.start();
            String ours = exporter.addresses().get(0).getAuthority();
            try (Prometheus them = scraping("them", peers.addresses());
                    Prometheus us = scraping("us", Map.of("ops", ours))) {
                for (String job : peers.addresses().keySet()) {
                    them.awaitUp(job);
                }
                us.awaitUp("ops");
                assertThat(missingInTheEnd(them, us)).isEmpty();
            }
        }
    }

    /** What is not there at once may come with the next scrape. */
    private static Set<String> missingInTheEnd(Prometheus them, Prometheus us) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Set<String> missing;
        do {
            missing = missing(them, us);
        } while (!missing.isEmpty() && System.nanoTime() < end);
        return missing;
    }

    private static Set<String> missing(Prometheus them, Prometheus us) throws IOException, InterruptedException {
        Set<String> missing = new TreeSet<>();
        int expected = 0;
        for (String selector : selectors()) {
            if (isException(selector) || !(selector.startsWith("container_") || isThere(them, selector))) {
                continue;
            }
            expected++;
            if (!isThere(us, selector)) {
                missing.add(selector);
            }
        }
        assertThat(expected).as("selectors to compare by").isGreaterThan(150);
        return missing;
    }

    private static boolean isThere(Prometheus prometheus, String selector) throws IOException, InterruptedException {
        return !prometheus.query("count(" + selector + ")").isEmpty();
    }

    private static boolean isException(String selector) {
        return EXCEPTIONS.keySet().stream().anyMatch(pattern -> selector.matches(pattern + "|(" + pattern + ")\\{.*"));
    }

    private static Set<String> selectors() throws IOException {
        try (InputStream in = PeerDashboardsIT.class.getResourceAsStream("/peers/selectors.tsv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.substring(line.indexOf('\t') + 1))
                    .toList();
            assertThat(lines).hasSizeGreaterThan(300);
            return new TreeSet<>(lines);
        }
    }

    private Prometheus scraping(String name, Map<String, String> addresses) throws Exception {
        StringBuilder config =
                new StringBuilder("global: {scrape_interval: 3s, scrape_timeout: 3s}\nscrape_configs:\n");
        addresses.forEach((job, address) -> config.append("  - {job_name: ")
                .append(job)
                .append(", static_configs: [{targets: ['")
                .append(address)
                .append("']}]}\n"));
        return Prometheus.start(Files.createDirectory(folder.resolve(name)), config.toString());
    }

    private static String config(PostgresServer postgres, RedisServer redis, Dockerd docker) throws IOException {
        return """
            listen: {addresses: ['127.0.0.1:%d']}
            targets:
              postgres: [{host: localhost, port: %d, user: postgres, database: postgres}]
              redis: [{host: 127.0.0.1, port: %d}]
              docker: [{host: '%s'}]
              host: [{}]
            """.formatted(Programs.freePort(), postgres.port(), redis.port(), docker.uri());
    }
}
