package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.CollectorReport.Status;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bad days of real servers; those of recorded ones are in {@link RedisSessionTest}, the usual ones in {@link RedisTargetIT}. */
class RedisHostileIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void a_server_that_pauses_its_clients_costs_the_deadline_and_comes_back() throws Exception {
        try (RedisServer server = RedisServer.start();
                Scrapes scrapes = Scrapes.of(server.port())) {
            assertThat(scrapes.reason()).isEqualTo("ok");
            server.command("CLIENT", "PAUSE", "2000", "ALL");
            assertThat(scrapes.reason(SHORT)).isEqualTo("timeout");
            Await.until(() -> scrapes.reason().equals("ok"));
        }
    }

    @Test
    void a_server_that_cannot_save_is_up_and_says_so() throws Exception {
        try (RedisServer server = RedisServer.debian("enable-protected-configs yes");
                Scrapes scrapes = Scrapes.of(server.port())) {
            Path gone = Files.createDirectory(server.directory().resolve("gone"));
            server.command("CONFIG", "SET", "dir", gone.toString());
            Files.delete(gone);
            server.command("CONFIG", "SET", "save", "3600 1");
            server.command("SET", "a", "1");
            server.command("BGSAVE");
            server.await("MISCONF", "PING");
            Page page = scrapes.page();
            assertThat(page.value("redis_up")).isEqualTo(1);
            assertThat(page.value("redis_rdb_last_bgsave_status")).isZero();
        }
    }

    @Test
    void a_server_that_loads_its_data_is_busy_until_it_serves() {
        int keys = 5_000;
        try (RedisServer server = RedisServer.debian(
                        "enable-debug-command yes",
                        "key-load-delay 400",
                        "loading-process-events-interval-bytes 1024");
                Scrapes scrapes = Scrapes.of(server.port())) {
            server.command("DEBUG", "POPULATE", String.valueOf(keys), "key");
            assertThat(server.command("SAVE")).isEqualTo("OK");
            assertThat(scrapes.reason()).isEqualTo("ok");
            CompletableFuture<Void> restart = CompletableFuture.runAsync(server::restart);
            Set<String> reasons = new LinkedHashSet<>();
            while (!restart.isDone()) {
                Page page = scrapes.page();
                reasons.add(Scrapes.reason(page));
                assertThat(page.is("redis_up{}", 1))
                        .as("up means that it serves")
                        .isEqualTo(Scrapes.reason(page).equals("ok"));
            }
            restart.join();
            assertThat(reasons).contains("busy");
            assertThat(scrapes.page().value("redis_db_keys", "db", "db0")).isEqualTo(keys);
        }
    }

    @Test
    void a_server_whose_commands_are_renamed_is_up_and_the_rest_is_complete() {
        try (RedisServer server = RedisServer.debian(
                        "rename-command CONFIG hidden",
                        "rename-command SLOWLOG \"\"",
                        "rename-command LATENCY \"\"",
                        "rename-command ACL \"\"");
                Scrapes unaware = Scrapes.of(server.port());
                Scrapes aware = new Scrapes(Scrapes.settings(server.port())
                        .watch(RedisWatch.builder()
                                .configCommand(Optional.of("hidden"))
                                .build())
                        .build())) {
            Page page = unaware.page();
            assertThat(page.value("redis_up")).isEqualTo(1);
            assertThat(unaware.collectors(Status.SKIPPED))
                    .containsExactly("latency_histogram", "latency", "slowlog", "acl_log", "config");
            assertThat(unaware.message("slowlog")).contains("SLOWLOG LEN", "renamed or switched off");
            assertThat(unaware.collectors(Status.FAILED)).isEmpty();
            double errors = unaware.page().value("redis_total_error_replies");
            assertThat(unaware.page().value("redis_total_error_replies"))
                    .as("asked once per connection")
                    .isEqualTo(errors);
            assertThat(aware.page().value("redis_config_maxclients")).isEqualTo(10_000);
            assertThat(aware.collectors(Status.SKIPPED)).doesNotContain("config");
        }
    }

    @Test
    void a_script_that_fails_is_a_result_and_is_asked_again() {
        String text = """
            if redis.call('EXISTS', 'good') == 0 then error('not yet') end
            return {'a', 1}
            """;
        RedisWatch watch = RedisWatch.builder()
                .scripts(List.of(new RedisScript("a.lua", text), new RedisScript("b.lua", "return {}")))
                .build();
        try (RedisServer server = RedisServer.debian();
                Scrapes scrapes =
                        new Scrapes(Scrapes.settings(server.port()).watch(watch).build())) {
            Page bad = scrapes.page();
            assertThat(bad.value("redis_script_result", "filename", "a.lua")).isZero();
            assertThat(bad.value("redis_script_result", "filename", "b.lua")).isEqualTo(2);
            server.command("SET", "good", "1");
            Page good = scrapes.page();
            assertThat(good.value("redis_script_result", "filename", "a.lua")).isEqualTo(1);
            assertThat(good.value("redis_script_values", "key", "a", "filename", "a.lua"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_replica_that_hangs_under_the_work_on_keys_does_not_hurt_the_scrape() throws Exception {
        try (RedisServer server = RedisServer.start();
                RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + server.port())) {
            server.command("SET", "a", "1");
            replica.await("master_link_status:up", "INFO", "replication");
            server.await("state=online", "INFO", "replication");
            RedisKeys keys = RedisKeys.builder()
                    .count(List.of(new KeySpec(0, "*")))
                    .budget(new ScanBudget(100, 1_000_000, Duration.ofMinutes(1), Duration.ofMillis(50)))
                    .build();
            try (Scrapes scrapes = new Scrapes(Scrapes.settings(server.port())
                    .watch(RedisWatch.builder().keys(keys).build())
                    .build())) {
                Await.until(() -> scrapes.page().is("allodoc_redis_key_scan_on_replica{}", 1));
                replica.pause();
                try {
                    for (int i = 0; i < 10; i++) {
                        assertThat(scrapes.reason()).isEqualTo("ok");
                    }
                    Await.until(
                            Duration.ofSeconds(60), () -> scrapes.page().is("allodoc_redis_key_scan_on_replica{}", 0));
                } finally {
                    replica.resume();
                }
            }
        }
    }
}
