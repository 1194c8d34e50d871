package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, and all that can happen to them. */
class RedisTargetIT {
    private static final Duration SHORT = Duration.ofMillis(500);

    private RedisServer server = RedisServer.shared();

    @AfterEach
    void closeOwn() {
        if (server != RedisServer.shared()) {
            server.close();
        }
    }

    private Scrapes scrapes() {
        return Scrapes.of(server.port());
    }

    @Nested
    class A_server_of_version_6_2 {
        @Test
        void agrees_with_its_own_info() {
            server = RedisServer.start("maxmemory 64mb");
            agreesWithItsOwnInfo();
        }
    }

    @Nested
    class A_server_of_version_7_0 {
        @Test
        void agrees_with_its_own_info() {
            server = RedisServer.debian("maxmemory 64mb");
            agreesWithItsOwnInfo();
        }

        @Test
        void gives_percentiles_whose_count_is_that_of_the_calls() {
            server = RedisServer.debian();
            server.command("SET", "a", "1");
            try (Scrapes scrapes = scrapes()) {
                Page page = scrapes.page();
                assertThat(page.value("redis_latency_percentiles_usec_count", "cmd", "set"))
                        .isEqualTo(page.value("redis_commands_total", "cmd", "set"));
                assertThat(page.get("redis_latency_percentiles_usec", "cmd", "set", "quantile", "50"))
                        .isPresent();
            }
        }
    }

    private void agreesWithItsOwnInfo() {
        server.command("SET", "a", "1");
        server.command("SET", "b", "2", "EX", "1000");
        server.command("GET", "nope");
        server.command("LPUSH", "a", "x");
        try (Scrapes scrapes = scrapes()) {
            Page page = scrapes.page();
            assertThat(page.value("redis_keyspace_misses_total"))
                    .isEqualTo(server.info("keyspace_misses"))
                    .isEqualTo(1);
            assertThat(page.value("redis_memory_max_bytes"))
                    .isEqualTo(server.info("maxmemory"))
                    .isEqualTo(64 * 1024 * 1024);
            assertThat(page.value("redis_process_id"))
                    .isEqualTo(server.info("process_id"))
                    .isEqualTo((double) server.pid());
            assertThat(page.value("redis_start_time_seconds"))
                    .isCloseTo((double) Instant.now().getEpochSecond() - server.info("uptime_in_seconds"), within(2.0));
            assertThat(page.value("redis_memory_used_bytes")).isCloseTo(server.info("used_memory"), within(1e6));
            assertThat(page.value("redis_max_clients")).isEqualTo(server.info("maxclients"));
            assertThat(page.value("redis_total_error_replies")).isEqualTo(server.info("total_error_replies"));
            assertThat(page.value("redis_rdb_changes_since_last_save"))
                    .isEqualTo(server.info("rdb_changes_since_last_save"))
                    .isEqualTo(2);
            assertThat(page.value("redis_rdb_last_bgsave_status")).isEqualTo(1);
            assertThat(page.value("redis_db_keys", "db", "db0")).isEqualTo(2);
            assertThat(page.value("redis_db_keys_expiring", "db", "db0")).isEqualTo(1);
            assertThat(page.value("redis_db_avg_ttl_seconds", "db", "db0")).isBetween(0.0, 1000.0);
            assertThat(page.of("redis_db_keys")).hasSize(16);
            assertThat(page.value("redis_commands_total", "cmd", "set")).isEqualTo(2);
            assertThat(page.value("redis_errors_total", "err", "WRONGTYPE")).isEqualTo(1);
            assertThat(page.of("redis_instance_info"))
                    .singleElement()
                    .asString()
                    .contains("role=master", "tcp_port=" + server.port());
        }
    }

    @Nested
    class A_scrape {
        @Test
        void keeps_its_one_connection() {
            server = RedisServer.start();
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                double before = scrapes.page().value("redis_connections_received_total");
                for (int i = 0; i < 20; i++) {
                    scrapes.page();
                }
                assertThat(scrapes.page().value("redis_connections_received_total"))
                        .isEqualTo(before);
                assertThat(server.command("CLIENT", "LIST").lines())
                        .filteredOn(line -> line.contains("name=allodoc-ops-exporter"))
                        .hasSize(1);
            }
        }

        @Test
        void runs_the_fixed_set_and_nothing_else() {
            server = RedisServer.start();
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                double before = scrapes.page().value("redis_commands_processed_total");
                assertThat(scrapes.page().value("redis_commands_processed_total") - before)
                        .as("PING, INFO, LATENCY LATEST, SLOWLOG LEN and GET, ACL LOG, and CONFIG GET of five settings")
                        .isEqualTo(11);
            }
        }

        @Test
        void goes_over_a_unix_socket_too(@TempDir Path directory) throws IOException {
            Path socket = directory.resolve("s");
            server = RedisServer.start("unixsocket " + socket, "unixsocketperm 700");
            RedisSettings settings =
                    RedisSettings.builder("cache").socket(socket).build();
            try (Scrapes scrapes = new Scrapes(settings)) {
                assertThat(scrapes.page().value("redis_up")).isEqualTo(1);
                server.pause();
                assertThat(scrapes.reason(SHORT)).isEqualTo("timeout");
                server.resume();
                assertThat(scrapes.reason()).isEqualTo("ok");
                server.kill();
                assertThat(scrapes.reason()).isEqualTo("refused");
                Files.delete(socket);
                assertThat(scrapes.reason()).isEqualTo("unreachable");
            }
        }
    }

    @Nested
    class A_master_and_its_replica {
        @Test
        void tell_of_each_other() {
            server = RedisServer.start();
            try (RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + server.port());
                    Scrapes ofMaster = scrapes();
                    Scrapes ofReplica = Scrapes.of(replica.port())) {
                replica.await("master_link_status:up", "INFO", "replication");
                server.await("state=online", "INFO", "replication");
                server.command("SET", "a", "1");
                replica.await("1", "DBSIZE");
                String port = String.valueOf(server.port());
                Page slave = ofReplica.page();
                assertThat(slave.value("redis_master_link_up", "master_host", "127.0.0.1", "master_port", port))
                        .isEqualTo(1);
                assertThat(slave.value(
                                "redis_slave_info", "master_host", "127.0.0.1", "master_port", port, "read_only", "1"))
                        .isEqualTo(1);
                assertThat(slave.value("redis_slave_repl_offset", "master_host", "127.0.0.1", "master_port", port))
                        .isPositive();
                Page master = ofMaster.page();
                assertThat(master.value("redis_connected_slaves")).isEqualTo(1);
                assertThat(master.value(
                                "redis_connected_slave_offset_bytes",
                                "slave_ip",
                                "127.0.0.1",
                                "slave_port",
                                String.valueOf(replica.port()),
                                "slave_state",
                                "online"))
                        .isNotNegative();
                server.kill();
                replica.await("master_link_status:down", "INFO", "replication");
                assertThat(ofReplica
                                .page()
                                .value("redis_master_link_up", "master_host", "127.0.0.1", "master_port", port))
                        .isZero();
            }
        }
    }

    @Nested
    class A_server_with_a_password {
        @Test
        void lets_in_who_knows_it() {
            server = RedisServer.start("requirepass hunter2");
            try (Scrapes right = new Scrapes(
                            Scrapes.settings(server.port()).password("hunter2").build());
                    Scrapes wrong = new Scrapes(
                            Scrapes.settings(server.port()).password("guess").build());
                    Scrapes none = scrapes()) {
                assertThat(right.reason()).isEqualTo("ok");
                assertThat(wrong.reason()).isEqualTo("auth");
                assertThat(none.reason()).isEqualTo("auth");
            }
        }

        @Test
        void keeps_who_is_in_although_it_was_changed() {
            server = RedisServer.start("requirepass hunter2");
            String[] password = {"hunter2"};
            RedisSettings settings = Scrapes.settings(server.port())
                    .password(() -> java.util.Optional.of(password[0]))
                    .build();
            try (Scrapes scrapes = new Scrapes(settings)) {
                assertThat(scrapes.reason()).isEqualTo("ok");
                server.commandAs("hunter2", "CONFIG", "SET", "requirepass", "hunter3");
                assertThat(scrapes.reason()).isEqualTo("ok");
                server.commandAs("hunter3", "CLIENT", "KILL", "TYPE", "normal");
                assertThat(scrapes.reason()).isEqualTo("auth");
                password[0] = "hunter3";
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }

        @Test
        void needs_no_more_than_info_and_ping() {
            server = RedisServer.start("user monitor on >hunter2 +info +ping", "requirepass other");
            least();
        }

        @Test
        void needs_no_more_than_info_and_ping_on_version_7() {
            server = RedisServer.debian("user monitor on >hunter2 +info +ping", "requirepass other");
            least();
        }

        private void least() {
            RedisSettings settings = Scrapes.settings(server.port())
                    .user("monitor")
                    .password("hunter2")
                    .build();
            server.commandAs("other", "SET", "a", "1");
            try (Scrapes scrapes = new Scrapes(settings)) {
                Page page = scrapes.page();
                assertThat(page.value("redis_up")).isEqualTo(1);
                assertThat(page.of("redis_db_keys")).containsExactly("redis_db_keys{db=db0}");
                double before = scrapes.page().value("redis_errors_total", "err", "NOPERM");
                assertThat(scrapes.page().value("redis_errors_total", "err", "NOPERM"))
                        .isEqualTo(before);
            }
        }

        @Test
        void lets_nobody_in_who_may_not_ping_or_ask() {
            server = RedisServer.start("user monitor on >hunter2 +ping", "user deaf on >hunter2 +info");
            for (String user : new String[] {"monitor", "deaf"}) {
                RedisSettings settings = Scrapes.settings(server.port())
                        .user(user)
                        .password("hunter2")
                        .build();
                try (Scrapes scrapes = new Scrapes(settings)) {
                    assertThat(scrapes.reason()).isEqualTo("permission");
                }
            }
        }
    }

    @Nested
    class A_server_that_is_not_there {
        @Test
        void is_refused_and_found_when_it_starts() {
            server = RedisServer.start();
            server.kill();
            try (Scrapes scrapes = scrapes()) {
                Page page = scrapes.page();
                assertThat(Scrapes.reason(page)).isEqualTo("refused");
                assertThat(page.value("redis_up")).isZero();
                assertThat(page.value("redis_exporter_last_scrape_error", "err", "refused"))
                        .isEqualTo(1);
                assertThat(page.get("redis_exporter_last_scrape_ping_time_seconds"))
                        .isEmpty();
                server.restart();
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }

        @Test
        void is_refused_by_name_too() {
            server = RedisServer.start();
            server.kill();
            try (Scrapes scrapes = new Scrapes(RedisSettings.of("cache", "localhost", server.port()))) {
                assertThat(scrapes.reason()).isEqualTo("refused");
            }
        }

        @Test
        void may_have_a_name_without_address() {
            try (Scrapes scrapes = new Scrapes(RedisSettings.of("cache", "no-such-host.invalid", 6379))) {
                assertThat(scrapes.reason()).isEqualTo("unresolved");
            }
        }

        @Test
        void may_swallow_connections() throws IOException {
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Scrapes scrapes = Scrapes.of(full.getLocalPort())) {
                assertThat(scrapes.reason(SHORT)).isEqualTo("timeout");
            }
        }
    }

    @Nested
    class A_server_that_hangs {
        @Test
        void costs_its_deadline_and_no_more() {
            server = RedisServer.start();
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("ok");
                server.pause();
                for (int i = 0; i < 3; i++) {
                    long start = System.nanoTime();
                    assertThat(scrapes.reason(SHORT)).isEqualTo("timeout");
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.multipliedBy(4));
                }
                server.resume();
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }

        @Test
        void leaves_no_connections_behind() {
            server = RedisServer.start();
            try (Scrapes scrapes = scrapes()) {
                server.pause();
                for (int i = 0; i < 5; i++) {
                    assertThat(scrapes.reason(Duration.ofMillis(100))).isEqualTo("timeout");
                }
                server.resume();
                assertThat(scrapes.reason()).isEqualTo("ok");
                assertThat(server.command("CLIENT", "LIST").lines())
                        .filteredOn(line -> line.contains("name=allodoc-ops-exporter"))
                        .hasSize(1);
            }
        }

        @Test
        void in_a_script_is_busy_or_late_but_not_up() {
            server = RedisServer.start("lua-time-limit 50");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("ok");
                CompletableFuture<String> script =
                        CompletableFuture.supplyAsync(() -> server.command("EVAL", "while true do end", "0"));
                server.await("BUSY", "PING");
                assertThat(scrapes.reason()).isEqualTo("busy");
                server.command("SCRIPT", "KILL");
                script.join();
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class A_server_that_ends {
        @Test
        void is_found_again_without_a_gap() {
            server = RedisServer.start();
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("ok");
                server.restart();
                assertThat(scrapes.reason()).isEqualTo("ok");
                server.kill();
                assertThat(scrapes.reason()).isEqualTo("refused");
                server.restart();
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }

        @Test
        void without_room_for_one_more_is_busy() {
            server = RedisServer.start("maxclients 1");
            try (Scrapes first = scrapes();
                    Scrapes second = scrapes()) {
                assertThat(first.reason()).isEqualTo("ok");
                assertThat(second.reason()).isEqualTo("busy");
                assertThat(first.reason()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class A_node_of_a_cluster {
        @Test
        void passes_on_what_cluster_info_says() {
            server = RedisServer.debian("cluster-enabled yes");
            try (Scrapes scrapes = scrapes()) {
                Page page = scrapes.page();
                assertThat(page.value("redis_cluster_enabled")).isEqualTo(1);
                assertThat(page.value("redis_cluster_state")).isZero();
                assertThat(page.value("redis_cluster_known_nodes")).isEqualTo(1);
                assertThat(page.of("redis_db_keys")).containsExactly("redis_db_keys{db=db0}");
            }
        }
    }
}
