package com.allodoc.ops.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host room on files that the test writes: other kernels, other machines, files that are missing. */
class HostCollectorsTest {
    @TempDir
    private Path root;

    @BeforeEach
    void files() throws IOException {
        write("proc/stat", """
                cpu  30 0 0 0 0 0 0 0 0 0
                cpu0 10 1 2 300 4 5 6 7 8 9
                cpu11 20 0 0 400 0 0 0
                intr 99 1 2 3
                ctxt 1234
                btime 1700000000
                processes 77
                procs_running 2
                procs_blocked 1
                """);
        write("proc/meminfo", """
                MemTotal:       24684084 kB
                MemAvailable:   20000000 kB
                Active(anon):       1376 kB
                HugePages_Total:       3
                Hugepagesize:       2048 kB
                """);
        write("proc/1/mounts", """
                /dev/sda1 / ext4 rw,relatime 0 0
                /dev/sdb1 /mnt/with\\040space xfs ro,noatime 0 0
                proc /proc proc rw 0 0
                overlay /var/lib/docker/overlay2/abc/merged overlay rw 0 0
                tmpfs /dev/shm tmpfs rw 0 0
                tmpfs /run tmpfs rw 0 0
                /dev/sdc1 /gone ext4 rw 0 0
                """);
        for (String directory : new String[] {"mnt/with space", "run"}) {
            Files.createDirectories(root.resolve("rootfs").resolve(directory));
        }
        write("proc/1/net/dev", """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
                br-0a1b:100 0 0 0 0 0 0 0 200 0 0 0 0 0 0 0
                """);
        write("proc/net/dev", "  wrong: 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9\n");
        write("proc/diskstats", """
                   8       0 sda 10 20 30 40 50 60 70 80 1 2000 3000
                   8       1 sda1 1 1 1 1 1 1 1 1 1 1 1
                   7       0 loop0 0 0 0 0 0 0 0 0 0 0 0
                 259       0 nvme0n1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
                 259       1 nvme0n1p1 1 2 3 4 5 6 7 8 9 10 11
                """);
        write("proc/1/net/snmp", """
                Tcp: RtoAlgorithm ActiveOpens CurrEstab InErrs
                Tcp: 1 500 42 7
                """);
        write("proc/1/net/netstat", "TcpExt: ListenDrops Odd\nTcpExt: 3 4\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private HostPage page() {
        try (HostPage.Scraper scraper = new HostPage.Scraper(HostSettings.builder("made")
                .procRoot(root.resolve("proc"))
                .sysRoot(root.resolve("sys"))
                .rootfs(root.resolve("rootfs"))
                .besideNodeExporter(true)
                .build())) {
            return scraper.page();
        }
    }

    @Nested
    class Cpus {

        @Test
        void are_told_apart_by_mode_in_seconds() {
            HostPage page = page();
            assertThat(page.value("node_cpu_seconds_total{cpu=0, mode=user}")).isEqualTo(0.1);
            assertThat(page.value("node_cpu_seconds_total{cpu=0, mode=steal}")).isEqualTo(0.07);
            assertThat(page.value("node_cpu_guest_seconds_total{cpu=0, mode=nice}"))
                    .isEqualTo(0.09);
            assertThat(page.series()).doesNotContainKey("node_cpu_seconds_total{cpu=, mode=user}");
        }

        @Test
        void of_an_old_kernel_lack_the_modes_it_does_not_know() {
            HostPage page = page();
            assertThat(page.value("node_cpu_seconds_total{cpu=11, mode=idle}")).isEqualTo(4);
            assertThat(page.series())
                    .doesNotContainKeys(
                            "node_cpu_seconds_total{cpu=11, mode=steal}",
                            "node_cpu_guest_seconds_total{cpu=11, mode=user}");
        }
    }

    @Test
    void memory_is_in_bytes_and_counts_of_pages_are_not() {
        HostPage page = page();
        assertThat(page.value("node_memory_MemAvailable_bytes{}")).isEqualTo(20_480_000_000.0);
        assertThat(page.value("node_memory_Active_anon_bytes{}")).isEqualTo(1376 * 1024);
        assertThat(page.value("node_memory_HugePages_Total{}")).isEqualTo(3);
    }

    @Test
    void interrupts_are_the_sum_and_the_boot_is_a_time() {
        assertThat(page().value("node_intr_total{}")).isEqualTo(99);
        assertThat(page().value("node_boot_time_seconds{}")).isEqualTo(1_700_000_000);
    }

    @Nested
    class File_systems {

        @Test
        void that_are_none_are_left_out() {
            assertThat(page().series().keySet())
                    .filteredOn(series -> series.startsWith("node_filesystem_device_error"))
                    .containsExactlyInAnyOrder(
                            "node_filesystem_device_error{device=/dev/sda1, fstype=ext4, mountpoint=/}",
                            "node_filesystem_device_error{device=/dev/sdb1, fstype=xfs, mountpoint=/mnt/with space}",
                            "node_filesystem_device_error{device=tmpfs, fstype=tmpfs, mountpoint=/run}",
                            "node_filesystem_device_error{device=/dev/sdc1, fstype=ext4, mountpoint=/gone}");
        }

        @Test
        void have_space_and_inodes_below_the_root_they_are_seen_at() {
            HostPage page = page();
            String mount = "{device=/dev/sdb1, fstype=xfs, mountpoint=/mnt/with space}";
            assertThat(page.value("node_filesystem_size_bytes" + mount)).isPositive();
            assertThat(page.value("node_filesystem_avail_bytes" + mount))
                    .isLessThanOrEqualTo(page.value("node_filesystem_size_bytes" + mount));
            assertThat(page.value("node_filesystem_readonly" + mount)).isEqualTo(1);
            assertThat(page.series()).containsKey("node_filesystem_files" + mount);
        }

        @Test
        void that_do_not_answer_are_an_error_and_nothing_else() {
            HostPage page = page();
            String mount = "{device=/dev/sdc1, fstype=ext4, mountpoint=/gone}";
            assertThat(page.value("node_filesystem_device_error" + mount)).isEqualTo(1);
            assertThat(page.series()).doesNotContainKey("node_filesystem_size_bytes" + mount);
        }
    }

    @Test
    void partitions_and_loops_are_no_disks() {
        HostPage page = page();
        assertThat(page.series().keySet())
                .filteredOn(series -> series.startsWith("node_disk_io_now"))
                .containsExactly("node_disk_io_now{device=nvme0n1}", "node_disk_io_now{device=sda}");
        assertThat(page.value("node_disk_read_bytes_total{device=sda}")).isEqualTo(30 * 512);
        assertThat(page.value("node_disk_io_time_seconds_total{device=sda}")).isEqualTo(2);
        assertThat(page.series()).doesNotContainKey("node_disk_flush_requests_total{device=sda}");
    }

    @Test
    void the_network_is_the_first_process_s() {
        HostPage page = page();
        assertThat(page.value("node_network_receive_bytes_total{device=br-0a1b}"))
                .isEqualTo(100);
        assertThat(page.value("node_network_transmit_compressed_total{device=eth0}"))
                .isEqualTo(16);
        assertThat(page.series()).doesNotContainKey("node_network_receive_bytes_total{device=wrong}");
    }

    @Test
    void established_connections_are_those_of_the_runbook() {
        HostPage page = page();
        assertThat(page.value("node_netstat_Tcp_CurrEstab{}")).isEqualTo(42);
        assertThat(page.value("node_netstat_TcpExt_ListenDrops{}")).isEqualTo(3);
        assertThat(page.series()).doesNotContainKeys("node_netstat_TcpExt_Odd{}", "node_netstat_Tcp_RtoAlgorithm{}");
    }

    @Test
    void a_file_that_this_kernel_does_not_have_costs_its_own_numbers() {
        HostPage page = page();
        assertThat(page.value("allodoc_target_up{source=host, target=made}")).isEqualTo(1);
        assertThat(page.value("allodoc_collector_skipped{collector=pressure, source=host, target=made}"))
                .isEqualTo(1);
        assertThat(page.value("node_scrape_collector_success{collector=cpu}")).isEqualTo(1);
        assertThat(page.value("node_scrape_collector_success{collector=pressure}"))
                .isZero();
    }

    @Test
    void without_a_proc_file_system_the_machine_is_down_and_the_page_says_so() throws IOException {
        Files.delete(root.resolve("proc/stat"));
        HostPage page = page();
        assertThat(page.value("allodoc_target_up{source=host, target=made}")).isZero();
        assertThat(page.series().keySet()).noneMatch(series -> series.startsWith("node_memory"));
    }

    @Test
    void a_node_exporter_is_one_only_when_it_says_so() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "<html>a printer</html>".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        other.start();
        int port = other.getAddress().getPort();
        assertThat(new NodeExporter(port).listens()).isFalse();
        other.stop(0);
        assertThat(new NodeExporter(port).listens()).isFalse();
    }
}
