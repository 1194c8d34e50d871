package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.testing.RespReplay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSessionTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private RespReplay replay = RespReplay.info(Page.resource("info-7.0.txt"));

    @AfterEach
    void close() {
        replay.close();
    }

    private Scrapes scrapes() {
        return Scrapes.of(replay.port());
    }

    @Nested
    class A_scrape {
        @Test
        void is_one_round_trip_on_one_connection() {
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                int afterFirst = replay.roundTrips();
                for (int i = 0; i < 10; i++) {
                    assertThat(scrapes.page().value("redis_up")).isEqualTo(1);
                }
                assertThat(replay.roundTrips() - afterFirst).isEqualTo(10);
                assertThat(replay.connections()).isEqualTo(1);
            }
        }

        @Test
        void is_three_when_it_is_the_first_because_of_the_login_and_the_unknown_version() {
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                assertThat(replay.roundTrips()).isEqualTo(3);
                assertThat(replay.commands())
                        .containsExactly(
                                "CLIENT SETNAME allodoc-ops-exporter",
                                "PING",
                                "INFO everything",
                                "LATENCY HISTOGRAM",
                                "LATENCY LATEST",
                                "SLOWLOG LEN",
                                "SLOWLOG GET 1",
                                "ACL LOG 128",
                                "CONFIG GET client-output-buffer-limit io-threads maxclients maxmemory"
                                        + " repl-backlog-size",
                                "CONFIG GET databases");
            }
        }

        @Test
        void of_a_cluster_is_one_round_trip_too() {
            replay.close();
            replay = RecordedInfoTest.replay("info-valkey-9.0.txt");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.page().value("redis_cluster_known_nodes")).isEqualTo(6);
                int before = replay.roundTrips();
                assertThat(scrapes.page().value("redis_cluster_known_nodes")).isEqualTo(6);
                assertThat(replay.roundTrips() - before).isEqualTo(1);
                assertThat(replay.commands()).endsWith("CLUSTER INFO");
            }
        }

        @Test
        void counts_itself_and_times_connect_and_ping() {
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                Page page = scrapes.page();
                assertThat(page.value("redis_exporter_scrapes_total")).isEqualTo(2);
                assertThat(page.value("redis_exporter_scrape_duration_seconds_count"))
                        .isEqualTo(2);
                assertThat(page.value("redis_exporter_last_scrape_connect_time_seconds"))
                        .isBetween(0.0, 20.0);
                assertThat(page.value("redis_exporter_last_scrape_ping_time_seconds"))
                        .isBetween(0.0, 20.0);
            }
        }
    }

    @Nested
    class A_command_that_is_refused {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-NOPERM this user has no permissions to run the 'config|get' command\r\n",
                    "-ERR unknown command 'CONFIG'\r\n"
                })
        void is_asked_for_once_per_connection_and_reported(String refusal) {
            replay.answer("CONFIG", refusal).answer("CONFIG GET databases", refusal);
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                Page page = scrapes.page();
                assertThat(page.value("redis_up")).isEqualTo(1);
                assertThat(page.of("redis_db_keys")).containsExactly("redis_db_keys{db=db0}", "redis_db_keys{db=db3}");
                assertThat(replay.commands())
                        .filteredOn(c -> c.startsWith("CONFIG"))
                        .doesNotHaveDuplicates();
                assertThat(page.value(
                                "allodoc_collector_skipped",
                                "collector",
                                "config",
                                "source",
                                "redis",
                                "target",
                                "cache"))
                        .isEqualTo(1);
            }
        }

        @Test
        void names_what_mends_it() {
            replay.answer("SLOWLOG", "-NOPERM no permissions to run the 'slowlog|get' command\r\n");
            try (Scrapes scrapes = scrapes()) {
                scrapes.page();
                assertThat(scrapes.message("slowlog"))
                        .contains("SLOWLOG GET 1", "127.0.0.1:" + replay.port())
                        .endsWith("ACL SETUSER default +slowlog|get");
            }
        }

        @Test
        void for_a_passing_reason_is_asked_for_again() {
            replay.answer("INFO", RespReplay.bulk("cluster_enabled:1\r\n"))
                    .answer("CLUSTER INFO", "-BUSY Redis is busy running a script\r\n");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.page().get("redis_cluster_state")).isEmpty();
                replay.answer("CLUSTER INFO", RespReplay.bulk("cluster_state:fail\r\n"));
                assertThat(scrapes.page().value("redis_cluster_state")).isZero();
            }
        }

        @Test
        void may_be_the_one_that_names_the_connection() {
            replay.answer("CLIENT", "-NOPERM this user has no permissions\r\n");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class A_server_that_refuses {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        -NOAUTH Authentication required.                            | auth
                        -NOPERM this user has no permissions to run 'ping'          | permission
                        -DENIED Redis is running in protected mode                  | permission
                        -LOADING Redis is loading the dataset in memory             | busy
                        -BUSY Redis is busy running a script.                       | busy
                        -MASTERDOWN Link with MASTER is down                        | busy
                        -ERR max number of clients reached                          | busy
                        -ERR something else                                         | error
                        +PANG                                                       | protocol
                        :1                                                          | protocol
                        """)
        void is_down_for_a_closed_reason(String answer, String reason) {
            replay.answer("PING", answer + "\r\n");
            try (Scrapes scrapes = scrapes()) {
                Page page = scrapes.page();
                assertThat(Scrapes.reason(page)).isEqualTo(reason);
                assertThat(page.value("redis_up")).isZero();
                assertThat(page.value("redis_exporter_last_scrape_error", "err", reason))
                        .isEqualTo(1);
                assertThat(page.get("redis_connected_clients")).isEmpty();
            }
        }

        @Test
        void for_having_no_room_already_at_the_login_is_busy() {
            replay.answer("CLIENT", "-ERR max number of clients reached\r\n");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("busy");
            }
        }

        @Test
        void even_ping_because_it_cannot_save_is_up() {
            replay.answer("PING", "-MISCONF Redis is configured to save RDB snapshots\r\n");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.page().value("redis_connected_clients")).isEqualTo(1);
            }
        }

        @Test
        void is_up_again_when_it_answers_again() {
            replay.answer("PING", "-LOADING Redis is loading the dataset in memory\r\n");
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("busy");
                replay.answer("PING", "+PONG\r\n");
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class A_server_that_is_no_redis {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.1 400 Bad Request\r\n\r\n",
                    "SSH-2.0-OpenSSH_9.2\r\n",
                    "$-7\r\n",
                    "*-7\r\n",
                    "$2147483647\r\n",
                    "\u0015\u0003\u0001\u0000\u0002"
                })
        void is_a_matter_of_protocol(String bytes) {
            replay.close();
            replay = RespReplay.garbage(bytes);
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("protocol");
            }
        }
    }

    @Nested
    class A_reply {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 7, 12, 100, 3000})
        void that_is_cut_is_a_lost_connection(int bytes) {
            replay.cutAfter(bytes);
            try (Scrapes scrapes = scrapes()) {
                assertThat(scrapes.reason()).isEqualTo("lost");
                replay.whole();
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }

        @Test
        void that_drips_is_given_up_at_the_deadline() {
            replay.drip();
            try (Scrapes scrapes = scrapes()) {
                long start = System.nanoTime();
                assertThat(scrapes.reason(SHORT)).isEqualTo("timeout");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.multipliedBy(4));
                replay.whole();
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class A_password {
        @Test
        void is_read_at_every_connect() {
            String[] passwords = {"first", "second"};
            int[] next = {0};
            RedisSettings settings = Scrapes.settings(replay.port())
                    .user("monitor")
                    .password(() -> java.util.Optional.of(passwords[next[0]++]))
                    .build();
            replay.cutAfter(3);
            try (Scrapes scrapes = new Scrapes(settings)) {
                scrapes.page();
                replay.whole();
                scrapes.page();
                assertThat(replay.commands()).contains("AUTH monitor first", "AUTH monitor second");
            }
        }

        @Test
        void is_not_told_even_when_the_server_repeats_it() {
            replay.answer("AUTH", "-ERR unknown command `AUTH`, with args beginning with: `hunter2`, \r\n");
            RedisSettings settings =
                    Scrapes.settings(replay.port()).password("hunter2").build();
            RedisTarget target = RedisTarget.of(settings);
            Throwable failure =
                    org.assertj.core.api.Assertions.catchThrowable(() -> target.open(Deadline.after(Scrapes.ENOUGH)));
            assertThat(target.diagnose(failure).reason().label()).isEqualTo("auth");
            assertThat(target.diagnose(failure).message()).doesNotContain("hunter2");
            assertThat(failure).hasStackTraceContaining("AUTH");
            assertThat(org.assertj.core.util.Throwables.getStackTrace(failure)).doesNotContain("hunter2");
        }

        @Test
        void too_many_does_no_harm() {
            replay.answer("AUTH", "-ERR Client sent AUTH, but no password is set\r\n");
            try (Scrapes scrapes =
                    new Scrapes(Scrapes.settings(replay.port()).password("x").build())) {
                assertThat(scrapes.reason()).isEqualTo("ok");
            }
        }

        @Test
        void that_cannot_be_read_is_a_matter_of_login() {
            RedisSettings settings = Scrapes.settings(replay.port())
                    .password(() -> {
                        throw new IllegalStateException("no such file: /run/secrets/redis");
                    })
                    .build();
            try (Scrapes scrapes = new Scrapes(settings)) {
                assertThat(scrapes.reason()).isEqualTo("auth");
                assertThat(replay.connections()).isZero();
            }
        }
    }

    @Test
    void abort_frees_a_blocked_read_at_once() throws Exception {
        RedisTarget target = RedisTarget.of(Scrapes.settings(replay.port()).build());
        RedisSession session = target.open(Deadline.after(Scrapes.ENOUGH));
        assertThat(session.isAlive()).isTrue();
        replay.drip();
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() ->
                org.assertj.core.api.Assertions.catchThrowable(() -> session.begin(Deadline.after(Scrapes.ENOUGH))));
        while (replay.commands().stream().noneMatch("PING"::equals)) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        session.abort();
        session.abort();
        assertThat(failure.get(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(session.isAlive()).isFalse();
    }

    @Test
    void commands_of_all_collectors_are_in_the_grant() {
        RedisTarget target =
                RedisTarget.of(Scrapes.settings(replay.port()).user("monitor").build());
        String message = target.diagnose(RedisException.refused(RedisSession.INFO, "NOPERM no rights to run 'info'"))
                .message();
        assertThat(message)
                .contains("INFO everything", "127.0.0.1:" + replay.port())
                .endsWith("ACL SETUSER monitor +client|setname +ping +info +latency|histogram +latency|latest"
                        + " +slowlog|len +slowlog|get +acl|log +config|get");
        assertThat(List.of(message.split("\n"))).hasSize(1);
    }
}
