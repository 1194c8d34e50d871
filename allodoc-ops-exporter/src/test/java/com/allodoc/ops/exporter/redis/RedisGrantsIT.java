package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.CollectorReport.Status;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisNodes;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A user with the printed rights and no others is denied nothing, and can do no harm. */
class RedisGrantsIT {
    private static final RedisWatch NOTHING_MORE = RedisWatch.DEFAULT;

    private static final RedisWatch EVERYTHING = RedisWatch.builder()
            .allConfig(true)
            .clients(true)
            .rdbFile(true)
            .searchIndexes(Pattern.compile(".*"))
            .scripts(List.of(new RedisScript("one.lua", "return {'a', 1}")))
            .keys(RedisKeys.builder()
                    .check(List.of(new KeySpec(0, "carts:*"), new KeySpec(1, "one")))
                    .count(List.of(new KeySpec(0, "*")))
                    .streams(List.of(new KeySpec(0, "orders")))
                    .build())
            .build();

    private static final RedisWatch GROUPS = RedisWatch.builder()
            .keys(RedisKeys.builder().groups(List.of("^(%a+)")).build())
            .build();

    @Test
    void on_redis_6() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            check(server, NOTHING_MORE, RedisGrants.Server.REDIS_6);
            // A server without the module knows none of its commands, not even to allow them.
            check(server, withoutSearch(), RedisGrants.Server.REDIS_6);
            check(server, GROUPS, RedisGrants.Server.REDIS_6);
        }
    }

    @Test
    void on_redis_7() throws Exception {
        try (RedisServer server = RedisServer.debian()) {
            check(server, NOTHING_MORE, RedisGrants.Server.REDIS_7);
            check(server, withoutSearch(), RedisGrants.Server.REDIS_7);
            check(server, GROUPS, RedisGrants.Server.REDIS_7);
        }
    }

    private static RedisWatch withoutSearch() {
        return RedisWatch.builder()
                .allConfig(true)
                .clients(true)
                .rdbFile(true)
                .scripts(EVERYTHING.scripts())
                .keys(EVERYTHING.keys())
                .build();
    }

    @Test
    void on_a_sentinel() throws Exception {
        try (RedisServer server = RedisServer.sentinel("sentinel monitor main 127.0.0.1 1 1")) {
            check(
                    server,
                    RedisWatch.builder().allConfig(true).build(),
                    RedisGrants.Server.SENTINEL);
        }
    }

    @Test
    void on_every_node_of_a_cluster() throws Exception {
        try (RedisNodes nodes = RedisNodes.start()) {
            nodes.set("carts:1", "1");
            List<String> words = RedisGrants.of(withoutSearch(), RedisGrants.Server.REDIS_7, true);
            nodes.all().forEach(server -> create(server, words));
            RedisSettings settings = user(nodes.node(0), withoutSearch());
            try (Scrapes scrapes = new Scrapes(RedisCluster.of(settings))) {
                settle(scrapes, true);
                assertThat(scrapes.page().of("redis_uptime_in_seconds")).hasSize(6);
                assertThat(scrapes.page().of("redis_errors_total")).noneMatch(key -> key.contains("NOPERM"));
            }
        }
    }

    private static void create(RedisServer server, List<String> words) {
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", "monitor", "reset", "on", ">hunter2"));
        command.addAll(words);
        assertThat(server.command(command.toArray(new String[0]))).isEqualTo("OK");
    }

    private static RedisSettings user(RedisServer server, RedisWatch watch) {
        return Scrapes.settings(server.port())
                .user("monitor")
                .password("hunter2")
                .watch(watch)
                .build();
    }

    private static void settle(Scrapes scrapes, boolean keys) throws Exception {
        Await.until(() -> {
            Page page = scrapes.page();
            return !keys || page.get("allodoc_redis_key_scan_age_seconds").isPresent();
        });
        assertThat(scrapes.reason()).isEqualTo("ok");
        assertThat(scrapes.collectors(Status.SKIPPED)).isEmpty();
        assertThat(scrapes.collectors(Status.FAILED)).isEmpty();
    }

    private static void check(RedisServer server, RedisWatch watch, RedisGrants.Server kind) throws Exception {
        server.command("SET", "carts:1", "1");
        server.command("PFADD", "carts:guess", "a");
        server.command("XADD", "orders", "*", "f", "v");
        List<String> words = RedisGrants.of(watch, kind, false);
        create(server, words);
        server.command("CONFIG", "RESETSTAT");
        server.command("ACL", "LOG", "RESET");
        try (Scrapes scrapes = new Scrapes(user(server, watch))) {
            settle(scrapes, !watch.keys().isEmpty());
            assertThat(server.command("ACL", "LOG")).isEmpty();
            assertThat(scrapes.page().get("redis_errors_total", "err", "NOPERM")).isEmpty();
        }
        for (String harm : List.of("SET carts:1 2", "DEL carts:1", "FLUSHALL", "CONFIG SET maxmemory 1", "SHUTDOWN")) {
            assertThat(server.commandAs("monitor hunter2", harm.split(" ")))
                    .as(harm)
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).startsWith("NOPERM"),
                            answer -> assertThat(answer).startsWith("ERR unknown command"));
        }
        assertThat(needless(server, watch, words)).as("rights that nothing needs").isEmpty();
    }

    /** Takes each right of the fixed set away in turn: something must miss it. */
    private static List<String> needless(RedisServer server, RedisWatch watch, List<String> words) throws Exception {
        List<String> needless = new ArrayList<>();
        if (!watch.keys().isEmpty()) {
            return needless;
        }
        for (String right : words) {
            create(server, words.stream().filter(word -> !word.equals(right)).toList());
            server.command("ACL", "LOG", "RESET");
            try (Scrapes scrapes = new Scrapes(user(server, watch))) {
                scrapes.page();
                boolean missed = Arrays.stream(server.command("ACL", "LOG").split("\n"))
                        .anyMatch(line -> line.equals("command"));
                if (!missed) {
                    needless.add(right);
                }
            }
        }
        return needless;
    }
}
