package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.sample.Family;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** cAdvisor's names, as listed in {@code cadvisor.tsv}: ours with its type and labels, or left out for a stated reason. */
class CadvisorCompatTest {

    /** What neither an engine nor a file of a cgroup has, or has at a price that nobody should pay. */
    private static final Map<Pattern, String> LEFT_OUT = leftOut();

    private record Row(String name, String type, Set<String> labels) {}

    private static Map<Pattern, String> leftOut() {
        Map<Pattern, String> reasons = new LinkedHashMap<>();
        reasons.put(
                Pattern.compile("container_(cpu_load(_d)?_average_10s|tasks_state)"),
                "taskstats by netlink, sampled all the time; cAdvisor's are 0 unless it is told to");
        reasons.put(
                Pattern.compile("container_cpu_schedstat_.*"),
                "sums over the processes that live now, and so no counters; off in cAdvisor");
        reasons.put(Pattern.compile("container_perf_.*"), "perf events need a file of settings and CAP_PERFMON");
        reasons.put(
                Pattern.compile("container_(llc_occupancy|memory_bandwidth)_.*"), "resctrl, which few processors have");
        reasons.put(
                Pattern.compile("container_referenced_bytes"),
                "clears the referenced bits of all memory: cadvisor#2622, 60 ms to 5 s of latency for who is watched");
        reasons.put(
                Pattern.compile("container_network_(advance_tcp|tcp6?|udp6?)_.*"),
                "a walk over every socket of every container; off in cAdvisor; the host's are in node_netstat");
        reasons.put(Pattern.compile("container_sockets"), "a readlink for every file descriptor of every process");
        reasons.put(
                Pattern.compile("container_fs_(limit_bytes|inodes_.*)"),
                "of the disk below all layers, which is in node_filesystem");
        reasons.put(
                Pattern.compile("container_fs_(io_current|io_time_(weighted_)?seconds_total|(read|write)_seconds_total"
                        + "|(reads|writes)_merged_total|sector_(reads|writes)_total)"),
                "kept by the CFQ scheduler, which Linux 5.0 took out; the device's are in node_disk");
        return reasons;
    }

    private static List<Row> rows() throws IOException {
        try (InputStream in = CadvisorCompatTest.class.getResourceAsStream("/container/cadvisor.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Row(
                            parts[0],
                            parts[1],
                            Arrays.stream(parts[2].split(",", -1))
                                    .filter(label -> !label.isEmpty() && label.indexOf('*') < 0)
                                    .collect(Collectors.toSet())))
                    .toList();
        }
    }

    private static MetricCatalog catalog() {
        ContainerSettings everything = ContainerSettings.builder("docker")
                .sizesEvery(Duration.ofHours(1))
                .numa(true)
                .build();
        return MetricCatalog.ofTargets(List.of(ContainerTarget.of(everything, InstantSource.system())));
    }

    private static boolean isLeftOut(String name) {
        return LEFT_OUT.keySet().stream()
                .anyMatch(pattern -> pattern.matcher(name).matches());
    }

    @Test
    void every_name_is_ours_or_left_out_for_a_reason() throws IOException {
        MetricCatalog catalog = catalog();
        Set<String> unexplained = new TreeSet<>();
        Set<String> both = new TreeSet<>();
        for (Row row : rows()) {
            boolean ours = catalog.find(row.name()).isPresent();
            if (!ours && !isLeftOut(row.name())) {
                unexplained.add(row.name());
            }
            if (ours && isLeftOut(row.name())) {
                both.add(row.name());
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(both).isEmpty();
    }

    @Test
    void types_and_labels_are_cAdvisors() throws IOException {
        MetricCatalog catalog = catalog();
        int compared = 0;
        for (Row row : rows()) {
            Family family = catalog.find(row.name()).orElse(null);
            if (family != null) {
                assertThat(family.type().text()).as(row.name()).isEqualTo(row.type());
                Set<String> labels = family.labels().stream()
                        .filter(label -> !label.startsWith("container_label_"))
                        .collect(Collectors.toSet());
                if (!row.name().startsWith("machine_")) {
                    assertThat(labels).as(row.name()).isEqualTo(row.labels());
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(75);
    }

    @Test
    void every_reason_is_one_sentence_about_a_name_of_the_list() throws IOException {
        List<Row> rows = rows();
        LEFT_OUT.forEach((pattern, reason) -> assertThat(rows)
                .as(reason)
                .anyMatch(row -> pattern.matcher(row.name()).matches()));
    }
}
