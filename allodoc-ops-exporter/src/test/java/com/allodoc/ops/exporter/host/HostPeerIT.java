package com.allodoc.ops.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our page beside that of Debian's node_exporter, of the same machine at the same time. */
class HostPeerIT {

    /** What the peer has and we leave out; docs/host.md says why. */
    private static final Pattern LEFT_OUT = Pattern.compile("node_(arp|bcache|btrfs|cooling|cpu_core|cpu_info|cpu_package"
            + "|cpu_scaling|disk_info|dmi|edac|exporter|hwmon|ipvs|md|mountstats|nf_conntrack_stat|nfs|nvme|os"
            + "|power|rapl|schedstat|scrape|selinux|softnet|systemd|textfile|thermal|time_clocksource|time_zone"
            + "|timex|udp_queues|zfs|infiniband|fibrechannel|tape|xfs|bonding|entropy_pool)_.*"
            + "|node_network_(address_assign_type|carrier_(down|up)_changes_total|device_id|dormant|flags|iface_.*"
            + "|info|name_assign_type|net_dev_group|protocol_type|receive_nohandler_total|transmit_queue_length)"
            + "|node_udp_queues|node_selinux_enabled");

    /** These stand still while three pages are read. */
    private static final Set<String> STILL = Set.of(
            "node_memory_MemTotal_bytes",
            "node_memory_SwapTotal_bytes",
            "node_memory_Hugepagesize_bytes",
            "node_filesystem_size_bytes",
            "node_filesystem_files",
            "node_filesystem_readonly",
            "node_filesystem_device_error",
            "node_network_mtu_bytes",
            "node_network_speed_bytes",
            "node_uname_info",
            "node_filefd_maximum",
            "node_nf_conntrack_entries_limit");

    private static NodeExporterProcess peer;
    private static HostPage.Scraper ours;

    @BeforeAll
    static void start() throws Exception {
        peer = NodeExporterProcess.start();
        ours = new HostPage.Scraper(
                HostSettings.builder("local").besideNodeExporter(true).build());
    }

    @AfterAll
    static void stop() {
        ours.close();
        peer.close();
    }

    private static Set<String> series(HostPage page) {
        Set<String> series = new TreeSet<>();
        for (String each : page.series().keySet()) {
            String name = HostPage.name(each);
            if (name.startsWith("node_") && !LEFT_OUT.matcher(name).matches()) {
                series.add(each);
            }
        }
        return series;
    }

    @Test
    void every_series_of_the_peer_is_there_and_no_other() throws Exception {
        Set<String> missing = new TreeSet<>();
        Set<String> surplus = new TreeSet<>();
        // Interfaces and mounts of containers come and go meanwhile.
        for (int i = 0; i == 0 || (i < 50 && !(missing.isEmpty() && surplus.isEmpty())); i++) {
            Set<String> expected = series(peer.page());
            Set<String> actual = series(ours.page());
            missing = new TreeSet<>(expected);
            missing.removeAll(actual);
            surplus = new TreeSet<>(actual);
            surplus.removeAll(expected);
        }
        assertThat(missing).as("the peer has and we have not").isEmpty();
        assertThat(surplus).as("we have and the peer has not").isEmpty();
    }

    @Test
    void types_are_the_peers() throws Exception {
        Map<String, String> expected = peer.page().types();
        ours.page().types().forEach((name, type) -> {
            if (expected.containsKey(name)) {
                assertThat(type).as(name).isEqualTo(expected.get(name));
            }
        });
    }

    @Test
    void counters_lie_between_what_the_peer_says_before_and_after() throws Exception {
        HostPage before = peer.page();
        HostPage between = ours.page();
        HostPage after = peer.page();
        int compared = 0;
        for (Map.Entry<String, Double> sample : between.series().entrySet()) {
            String name = HostPage.name(sample.getKey());
            Double low = before.series().get(sample.getKey());
            Double high = after.series().get(sample.getKey());
            boolean counts = "counter".equals(between.types().get(name)) || name.startsWith("node_vmstat_");
            if (counts && low != null && high != null && high >= low) {
                // The kernel takes idle time back at times.
                double slack = name.startsWith("node_cpu") ? 0.1 : 1e-6;
                assertThat(sample.getValue()).as(sample.getKey()).isBetween(low - slack, high + slack);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(80);
    }

    @Test
    void what_stands_still_is_the_same() throws Exception {
        HostPage expected = peer.page();
        HostPage actual = ours.page();
        int compared = 0;
        for (Map.Entry<String, Double> sample : expected.series().entrySet()) {
            if (STILL.contains(HostPage.name(sample.getKey())) && actual.series().containsKey(sample.getKey())) {
                assertThat(actual.value(sample.getKey())).as(sample.getKey()).isEqualTo(sample.getValue());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(8);
    }

    @Test
    void what_moves_is_near() throws Exception {
        HostPage expected = peer.page();
        HostPage actual = ours.page();
        double memory = expected.value("node_memory_MemTotal_bytes{}");
        assertThat(actual.value("node_memory_MemAvailable_bytes{}"))
                .isCloseTo(expected.value("node_memory_MemAvailable_bytes{}"), within(memory * 0.2));
        assertThat(actual.value("node_boot_time_seconds{}"))
                .isCloseTo(expected.value("node_boot_time_seconds{}"), within(2.0));
        assertThat(actual.value("node_time_seconds{}"))
                .isCloseTo(expected.value("node_time_seconds{}"), within(30.0));
        expected.series().forEach((series, value) -> {
            if (series.startsWith("node_filesystem_files_free") && actual.series().containsKey(series)) {
                double all = expected.value(series.replace("files_free", "files"));
                assertThat(actual.value(series)).as(series).isCloseTo(value, within(all * 0.2));
            }
        });
    }

    @Test
    void a_node_exporter_is_known_by_its_front_page_and_left_the_series_to() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(10));
        try (HostSession session = new HostSession(HostSettings.of("local"), new NodeExporter(peer.port()))) {
            session.begin(deadline);
            assertThat(Cpu.COLLECTOR.collect(session, deadline)).isInstanceOf(Collected.Skipped.class);
        }
        try (HostSession session = new HostSession(
                HostSettings.builder("local").besideNodeExporter(true).build(), new NodeExporter(peer.port()))) {
            session.begin(deadline);
            assertThat(Cpu.COLLECTOR.collect(session, deadline)).isInstanceOf(Collected.Tables.class);
        }
    }
}
