package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisNodes;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A real cluster of six nodes as one target. The test that breaks it comes last, since making one takes seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisClusterIT {
    private static RedisNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        nodes = RedisNodes.start();
        for (int i = 0; i < 300; i++) {
            nodes.set("carts:" + i, String.valueOf(i));
        }
        nodes.all().subList(3, 6).forEach(replica -> replica.await("keys=", "INFO", "keyspace"));
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    private static RedisSettings.Builder settings() {
        return Scrapes.settings(nodes.node(0).port());
    }

    private static Scrapes scrapes(RedisSettings.Builder settings) {
        return new Scrapes(RedisCluster.of(settings.build()));
    }

    private static String address(RedisServer server) {
        return "127.0.0.1:" + server.port();
    }

    @Test
    @Order(1)
    void has_every_node_with_its_role() {
        try (Scrapes scrapes = scrapes(settings())) {
            Page page = scrapes.page();
            assertThat(page.value("redis_up")).isEqualTo(1);
            for (int i = 0; i < 6; i++) {
                String node = address(nodes.node(i));
                String role = i < 3 ? "master" : "slave";
                assertThat(page.value("redis_connected_clients", "node", node, "role", role))
                        .isPositive();
                assertThat(page.value("redis_cluster_known_nodes", "node", node, "role", role))
                        .isEqualTo(6);
                assertThat(page.value("allodoc_redis_cluster_node_up", "node", node, "role", role))
                        .isEqualTo(1);
            }
            assertThat(page.of("redis_instance_info")).hasSize(6);
            assertThat(page.of("redis_commands_latencies_usec_count")).hasSizeGreaterThan(6);
            double keys = page.of("redis_db_keys").stream()
                    .filter(key -> key.contains("role=master"))
                    .mapToDouble(key -> page.series().get(key))
                    .sum();
            assertThat(keys).isEqualTo(300);
        }
    }

    @Test
    @Order(2)
    void is_found_by_any_of_its_nodes_and_keeps_its_connections() {
        try (Scrapes scrapes = scrapes(Scrapes.settings(nodes.node(4).port()))) {
            scrapes.page();
            double before = connections(scrapes.page());
            for (int i = 0; i < 5; i++) {
                scrapes.page();
            }
            assertThat(connections(scrapes.page())).isEqualTo(before);
        }
    }

    private static double connections(Page page) {
        return page.of("redis_connections_received_total").stream()
                .mapToDouble(key -> page.series().get(key))
                .sum();
    }

    @Test
    @Order(3)
    void has_the_keys_of_all_nodes_together_and_asks_replicas_for_them() throws Exception {
        RedisKeys keys = RedisKeys.builder()
                .count(List.of(new KeySpec(0, "carts:*")))
                .check(List.of(new KeySpec(0, "carts:7"), new KeySpec(0, "carts:29?")))
                .groups(List.of("^(carts):"))
                .build();
        RedisWatch watch = RedisWatch.builder().keys(keys).build();
        double[] reads = {reads()};
        try (Scrapes scrapes = scrapes(settings().watch(watch))) {
            Await.until(() ->
                    scrapes.page().get("allodoc_redis_key_scan_age_seconds").isPresent());
            Page page = scrapes.page();
            assertThat(page.value("redis_keys_count", "db", "db0", "key", "carts:*"))
                    .isEqualTo(300);
            assertThat(page.value("redis_key_value", "db", "db0", "key", "carts:7"))
                    .isEqualTo(7);
            assertThat(page.of("redis_key_size")).hasSize(11);
            assertThat(page.value("redis_key_group_count", "db", "db0", "key_group", "carts"))
                    .isEqualTo(300);
            assertThat(page.value("allodoc_redis_key_scan_on_replica")).isEqualTo(1);
            assertThat(reads()).as("SCANs on masters").isEqualTo(reads[0]);
        }
    }

    /** SCAN calls that the masters have run so far. */
    private static double reads() {
        return nodes.all().subList(0, 3).stream()
                .filter(server -> server.command("INFO", "commandstats").contains("cmdstat_scan:"))
                .count();
    }

    @Test
    @Order(4)
    void is_up_without_a_node_that_hangs() {
        try (Scrapes scrapes = scrapes(settings())) {
            scrapes.page();
            nodes.node(5).pause();
            try {
                Page page = scrapes.page(Duration.ofSeconds(3));
                assertThat(page.value("redis_up")).isEqualTo(1);
                assertThat(page.of("redis_uptime_in_seconds")).hasSize(5);
                assertThat(page.of("allodoc_redis_cluster_node_up"))
                        .filteredOn(key -> page.is(key, 0))
                        .singleElement()
                        .asString()
                        .contains(address(nodes.node(5)));
            } finally {
                nodes.node(5).resume();
            }
            assertThat(scrapes.page().of("redis_uptime_in_seconds")).hasSize(6);
        }
    }

    @Test
    @Order(5)
    void is_followed_through_a_failover_although_the_configured_node_dies() throws Exception {
        try (Scrapes scrapes = scrapes(settings())) {
            assertThat(scrapes.page().value("redis_up")).isEqualTo(1);
            String heir = address(nodes.replicaOf(0));
            nodes.node(0).kill();
            Await.until(
                    Duration.ofSeconds(60),
                    () -> nodes.replicaOf(0).command("ROLE").startsWith("master"));
            Await.until(
                    Duration.ofSeconds(60),
                    () -> scrapes.page()
                            .get("redis_uptime_in_seconds", "node", heir, "role", "master")
                            .isPresent());
            Page page = scrapes.page();
            assertThat(page.value("redis_up")).isEqualTo(1);
            assertThat(page.of("redis_uptime_in_seconds")).hasSize(5);
            assertThat(page.value("allodoc_redis_cluster_node_up", "node", address(nodes.node(0)), "role", "master"))
                    .isZero();
        }
    }
}
