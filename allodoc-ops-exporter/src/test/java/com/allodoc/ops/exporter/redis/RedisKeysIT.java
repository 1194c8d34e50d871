package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.CollectorReport.Status;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the work in the background finds in real servers. */
class RedisKeysIT {
    private RedisServer server = RedisServer.shared();

    @AfterEach
    void closeOwn() {
        if (server != RedisServer.shared()) {
            server.close();
        }
    }

    private static KeySpec key(String text) {
        return new KeySpec(0, text);
    }

    private Scrapes scrapes(RedisKeys.Builder keys) {
        return new Scrapes(Scrapes.settings(server.port())
                .watch(RedisWatch.builder().keys(keys.build()).build())
                .build());
    }

    private static Page settled(Scrapes scrapes) throws Exception {
        Await.until(
                () -> scrapes.page().get("allodoc_redis_key_scan_age_seconds").isPresent());
        return scrapes.page();
    }

    private void fill() {
        server.command("SET", "number", "42.5");
        server.command("SET", "word", "hello");
        server.command("SET", "ok", "ok");
        server.command("SET", "long", "7".repeat(4000));
        server.command("RPUSH", "list", "a", "b", "c");
        server.command("SADD", "set", "a", "b");
        server.command("ZADD", "sorted", "1", "a");
        server.command("HSET", "hash", "f", "1", "g", "2");
        server.command("PFADD", "guess", "a", "b", "c", "d");
        server.command("XADD", "stream", "5-1", "f", "v");
    }

    @Nested
    class Keys_that_are_named {
        @Test
        void have_size_memory_and_the_number_they_hold() throws Exception {
            server = RedisServer.start();
            fill();
            List<KeySpec> all = List.of(
                    key("number"),
                    key("word"),
                    key("ok"),
                    key("long"),
                    key("list"),
                    key("set"),
                    key("sorted"),
                    key("hash"),
                    key("guess"),
                    key("stream"),
                    key("nobody"));
            try (Scrapes scrapes = scrapes(RedisKeys.builder().check(all))) {
                Page page = settled(scrapes);
                assertThat(size(page, "number")).isEqualTo(4);
                assertThat(size(page, "long")).isEqualTo(4000);
                assertThat(size(page, "list")).isEqualTo(3);
                assertThat(size(page, "set")).isEqualTo(2);
                assertThat(size(page, "sorted")).isEqualTo(1);
                assertThat(size(page, "hash")).isEqualTo(2);
                assertThat(size(page, "guess")).isEqualTo(4);
                assertThat(size(page, "stream")).isEqualTo(1);
                assertThat(page.of("redis_key_size")).hasSize(10);
                assertThat(page.of("redis_key_memory_usage_bytes")).hasSize(10);
                assertThat(page.of("redis_key_value")).containsExactly("redis_key_value{db=db0, key=number}");
                assertThat(page.value("redis_key_value", "db", "db0", "key", "number"))
                        .isEqualTo(42.5);
                assertThat(page.of("redis_key_value_as_string")).isEmpty();
                assertThat(server.command("INFO", "errorstats")).doesNotContain("WRONGTYPE");
            }
        }

        private double size(Page page, String name) {
            return page.value("redis_key_size", "db", "db0", "key", name);
        }

        @Test
        void show_their_text_when_that_is_asked_for() throws Exception {
            server = RedisServer.start();
            fill();
            try (Scrapes scrapes = scrapes(
                    RedisKeys.builder().check(List.of(key("word"), key("long"))).textValues(true))) {
                assertThat(settled(scrapes).of("redis_key_value_as_string"))
                        .containsExactly("redis_key_value_as_string{db=db0, key=word, val=hello}");
            }
        }

        @Test
        void are_limited_and_the_rest_is_counted() throws Exception {
            server = RedisServer.start();
            for (int i = 0; i < 50; i++) {
                server.command("SET", "k" + i, "1");
            }
            try (Scrapes scrapes = scrapes(
                    RedisKeys.builder().check(List.of(key("k*"), key("k1*"))).maxKeys(20))) {
                Page page = settled(scrapes);
                assertThat(page.of("redis_key_size")).hasSize(20);
                assertThat(page.value("allodoc_redis_keys_dropped")).isPositive();
            }
        }
    }

    @Test
    void patterns_are_counted_in_their_database() throws Exception {
        server = RedisServer.start();
        for (int i = 0; i < 250; i++) {
            server.command("SET", "a:" + i, "1");
        }
        server.command("SET", "b", "1");
        List<KeySpec> patterns = List.of(key("a:*"), key("z*"), new KeySpec(3, "*"));
        try (Scrapes scrapes = scrapes(RedisKeys.builder().count(patterns))) {
            Page page = settled(scrapes);
            assertThat(page.value("redis_keys_count", "db", "db0", "key", "a:*"))
                    .isEqualTo(250);
            assertThat(page.value("redis_keys_count", "db", "db0", "key", "z*")).isZero();
            assertThat(page.value("redis_keys_count", "db", "db3", "key", "*")).isZero();
        }
    }

    @Test
    void groups_are_those_with_most_memory_and_the_rest() throws Exception {
        server = RedisServer.debian();
        for (int i = 0; i < 30; i++) {
            server.command("SET", "big:" + i, "x".repeat(1000));
            server.command("SET", "middle:" + i, "x".repeat(100));
            server.command("SET", "small:" + i, "x");
            server.command("SET", "other" + i, "x");
        }
        RedisKeys.Builder keys = RedisKeys.builder().groups(List.of("^(%a+):")).maxGroups(2);
        try (Scrapes scrapes = scrapes(keys)) {
            Page page = settled(scrapes);
            assertThat(page.of("redis_key_group_count"))
                    .containsExactly(
                            "redis_key_group_count{db=db0, key_group=big}",
                            "redis_key_group_count{db=db0, key_group=middle}",
                            "redis_key_group_count{db=db0, key_group=overflow}");
            assertThat(page.value("redis_key_group_count", "db", "db0", "key_group", "overflow"))
                    .isEqualTo(60);
            assertThat(page.value("redis_number_of_distinct_key_groups", "db", "db0"))
                    .isEqualTo(4);
            assertThat(page.value("redis_key_group_memory_usage_bytes", "db", "db0", "key_group", "big"))
                    .isGreaterThan(30_000);
        }
    }

    @Test
    void streams_have_their_groups_and_consumers() throws Exception {
        server = RedisServer.debian();
        for (int i = 1; i <= 5; i++) {
            server.command("XADD", "orders", i + "000-0", "n", "1");
        }
        server.command("XGROUP", "CREATE", "orders", "workers", "0");
        server.command("XREADGROUP", "GROUP", "workers", "w1", "COUNT", "2", "STREAMS", "orders", ">");
        server.command("SET", "ordinary", "1");
        try (Scrapes scrapes = scrapes(RedisKeys.builder().streams(List.of(key("ord*"), key("nobody"))))) {
            Page page = settled(scrapes);
            String[] stream = {"db", "db0", "stream", "orders"};
            assertThat(page.of("redis_stream_length")).hasSize(1);
            assertThat(page.value("redis_stream_length", stream)).isEqualTo(5);
            assertThat(page.value("redis_stream_first_entry_id", stream)).isEqualTo(1000);
            assertThat(page.value("redis_stream_last_entry_id", stream)).isEqualTo(5000);
            assertThat(page.value("redis_stream_entries_added_total", stream)).isEqualTo(5);
            String[] group = {"db", "db0", "stream", "orders", "group", "workers"};
            assertThat(page.value("redis_stream_group_messages_pending", group)).isEqualTo(2);
            assertThat(page.value("redis_stream_group_last_delivered_id", group))
                    .isEqualTo(2000);
            assertThat(page.value("redis_stream_group_lag", group)).isEqualTo(3);
            assertThat(page.value(
                            "redis_stream_group_consumer_messages_pending",
                            "db",
                            "db0",
                            "stream",
                            "orders",
                            "group",
                            "workers",
                            "consumer",
                            "w1"))
                    .isEqualTo(2);
            assertThat(server.command("INFO", "errorstats")).doesNotContain("errorstat_");
        }
    }

    @Test
    void are_read_from_a_replica_where_there_is_one() throws Exception {
        server = RedisServer.start();
        try (RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + server.port())) {
            server.command("SET", "a", "1");
            replica.await("master_link_status:up", "INFO", "replication");
            server.await("state=online", "INFO", "replication");
            replica.await("1", "DBSIZE");
            try (Scrapes scrapes = scrapes(RedisKeys.builder().count(List.of(key("*"))))) {
                Page page = settled(scrapes);
                assertThat(page.value("redis_keys_count", "db", "db0", "key", "*"))
                        .isEqualTo(1);
                assertThat(page.value("allodoc_redis_key_scan_on_replica")).isEqualTo(1);
                assertThat(server.command("INFO", "commandstats")).doesNotContain("cmdstat_scan");
                assertThat(replica.command("INFO", "commandstats")).contains("cmdstat_scan");
            }
        }
    }

    @Test
    void are_skipped_with_the_mend_when_the_user_may_not_and_hurt_nothing_else() throws Exception {
        server = RedisServer.debian("user monitor on >hunter2 ~* +@all -scan", "requirepass other");
        RedisKeys keys = RedisKeys.builder().count(List.of(key("*"))).build();
        RedisSettings settings = Scrapes.settings(server.port())
                .user("monitor")
                .password("hunter2")
                .watch(RedisWatch.builder().keys(keys).build())
                .build();
        try (Scrapes scrapes = new Scrapes(settings)) {
            Await.until(() -> {
                scrapes.page();
                return scrapes.collectors(Status.SKIPPED).equals(List.of("keys"));
            });
            assertThat(scrapes.message("keys")).contains("NOPERM").endsWith("ACL SETUSER monitor +scan");
            assertThat(scrapes.reason()).isEqualTo("ok");
        }
    }

    @Test
    void keep_their_last_result_which_ages_while_the_server_is_away() throws Exception {
        server = RedisServer.start();
        server.command("SET", "a", "1");
        RedisKeys.Builder keys = RedisKeys.builder()
                .count(List.of(key("*")))
                .budget(new ScanBudget(100, 1_000_000, Duration.ofSeconds(60), Duration.ofMillis(100)));
        try (Scrapes scrapes = scrapes(keys)) {
            settled(scrapes);
            server.command("ACL", "SETUSER", "default", "-scan");
            Await.until(() -> scrapes.page().is("allodoc_redis_key_scan_success{}", 0));
            Page page = scrapes.page();
            assertThat(page.value("redis_keys_count", "db", "db0", "key", "*")).isEqualTo(1);
            assertThat(page.value("allodoc_redis_key_scan_age_seconds")).isPositive();
            server.command("ACL", "SETUSER", "default", "+scan");
            Await.until(() -> scrapes.page().is("allodoc_redis_key_scan_success{}", 1));
        }
    }
}
