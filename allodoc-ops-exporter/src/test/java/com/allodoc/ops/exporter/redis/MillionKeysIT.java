package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Many keys, and a pass over them that never rests while scrapes go on beside it. */
class MillionKeysIT {
    private static final int ROUNDS = 400;

    /** Without a rest between passes, and as much of the server's time as there is. */
    private static RedisWatch endless(ScanBudget budget) {
        return RedisWatch.builder()
                .keys(RedisKeys.builder()
                        .count(List.of(new KeySpec(0, "*"), new KeySpec(0, "key:9*")))
                        .groups(List.of("^(key):"))
                        .budget(budget)
                        .build())
                .build();
    }

    @Test
    void fifty_thousand_keys_are_counted_beside_the_scrapes_in_small_steps() throws Exception {
        int keys = 50_000;
        try (RedisServer server = RedisServer.debian("enable-debug-command yes");
                Scrapes scrapes = new Scrapes(Scrapes.settings(server.port())
                        .watch(endless(new ScanBudget(1000, 60_000_000, Duration.ofMinutes(1), Duration.ofDays(1))))
                        .build())) {
            server.command("DEBUG", "POPULATE", String.valueOf(keys), "key");
            Await.until(() -> scrapes.page().get("allodoc_redis_key_scan_age_seconds").isPresent());
            Page page = scrapes.page();
            assertThat(page.value("redis_keys_count", "db", "db0", "key", "*")).isEqualTo(keys);
            assertThat(page.value("redis_key_group_count", "db", "db0", "key_group", "key")).isEqualTo(keys);
            assertThat(page.value("allodoc_redis_key_scan_keys_total")).isBetween(3.0 * keys, 3.6 * keys);
            assertThat(page.value("redis_commands_total", "cmd", "scan")).isLessThan(4.0 * keys / 1000);
        }
    }

    /** {@code mvn -Pendurance verify -Dit.test=MillionKeysIT}. */
    @Test
    @Tag("endurance")
    void a_million_keys_change_neither_the_time_of_a_scrape_nor_that_of_others(TestReporter reporter) throws Exception {
        try (RedisServer server = RedisServer.debian("enable-debug-command yes")) {
            server.command("DEBUG", "POPULATE", "1000000", "key");
            ScanBudget budget = new ScanBudget(100, 600_000, Duration.ofSeconds(6), Duration.ZERO);
            try (Scrapes quiet = Scrapes.of(server.port());
                    Scrapes busy = new Scrapes(Scrapes.settings(server.port())
                            .watch(endless(budget))
                            .build())) {
                for (int i = 0; i < ROUNDS; i++) {
                    quiet.page();
                }
                long[] before = times(quiet);
                String latencyBefore = latency(server);
                busy.page();
                CompletableFuture<String> latencyDuring = CompletableFuture.supplyAsync(() -> latency(server));
                for (int i = 0; i < ROUNDS; i++) {
                    busy.page();
                }
                long[] during = times(busy);
                reporter.publishEntry(
                        "a million keys",
                        "scrape p50 %.2f ms and p99 %.2f ms without a pass, p50 %.2f ms and p99 %.2f ms during one"
                                        .formatted(at(before, 50), at(before, 99), at(during, 50), at(during, 99))
                                + "; redis-cli --latency (min max avg samples, ms) " + latencyBefore + " and "
                                + latencyDuring.join() + "; keys looked at "
                                + busy.page().value("allodoc_redis_key_scan_keys_total"));
                assertThat(at(during, 50)).isLessThan(1.5 * at(before, 50) + 0.5);
                Await.until(Duration.ofMinutes(20), () -> busy.page()
                        .get("allodoc_redis_key_scan_age_seconds")
                        .isPresent());
                Page page = busy.page();
                reporter.publishEntry(
                        "the pass", page.value("allodoc_redis_key_scan_duration_seconds") + " s");
                assertThat(page.value("redis_keys_count", "db", "db0", "key", "*")).isEqualTo(1_000_000);
            }
        }
    }

    private static long[] times(Scrapes scrapes) {
        long[] times = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            scrapes.snapshot(Scrapes.ENOUGH);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times;
    }

    /** Milliseconds. */
    private static double at(long[] sorted, int percent) {
        return (double) sorted[sorted.length * percent / 100] / 1e6;
    }

    private static String latency(RedisServer server) {
        try {
            return Programs.run(
                            new byte[0],
                            Programs.require("redis-cli").toString(),
                            "-p",
                            String.valueOf(server.port()),
                            "--latency",
                            "--raw")
                    .text()
                    .strip();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
