package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.RespReplay;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Servers that can't be had here, as recordings over a real socket. */
class RecordedInfoTest {
    static final List<String> RECORDINGS = List.of(
            "info-azure-4.0.txt",
            "info-5.0.txt",
            "info-6.2.txt",
            "info-7.0.txt",
            "info-stack-7.4.txt",
            "info-8.0.txt",
            "info-8.2.txt",
            "info-valkey-9.0.txt",
            "info-valkey-9.1.txt",
            "info-keydb-6.3.txt",
            "info-sentinel-7.0.txt",
            "info-tile38-1.33.txt");

    static RespReplay replay(String recording) {
        RespReplay replay = RespReplay.info(Page.resource(recording));
        if (recording.contains("valkey")) {
            replay.answer("CLUSTER INFO", RespReplay.bulk(Page.resource("cluster-info-valkey-9.0.txt")));
            replay.answer("CONFIG GET commandlog-*", Page.wire("config-commandlog-valkey-9.0.txt"));
        }
        if (recording.contains("stack")) {
            replay.answer("FT._LIST", RespReplay.list("idx:shop", "other"));
            replay.answer("FT.INFO idx:shop", Page.wire("ft-info-stack-7.4.txt"));
        }
        if (recording.contains("sentinel")) {
            replay.answer("SENTINEL MASTERS", "*1\r\n" + Page.wire("sentinel-master-7.0.txt"));
            replay.answer("SENTINEL CKQUORUM main", "-NOQUORUM 1 usable Sentinels. Not enough available\r\n");
            replay.answer("SENTINEL SENTINELS main", "*1\r\n" + Page.wire("sentinel-peer-7.0.txt"));
            replay.answer("SENTINEL SLAVES main", "*1\r\n" + RespReplay.list("flags", "s_down,slave,disconnected"));
            replay.answer("SENTINEL CONFIG GET *", RespReplay.list("announce-port", "0", "sentinel-pass", "hunter2"));
        }
        return replay;
    }

    private static Page page(String recording) {
        try (RespReplay replay = replay(recording);
                Scrapes scrapes = Scrapes.of(replay.port())) {
            return scrapes.page();
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDINGS")
    void is_up_and_every_collector_succeeds(String recording) {
        Page page = page(recording);
        assertThat(page.value("redis_up")).isEqualTo(1);
        assertThat(page.of("allodoc_collector_success")).isNotEmpty().allMatch(key -> page.is(key, 1));
        assertThat(page.value("redis_exporter_last_scrape_error")).isZero();
    }

    @Nested
    class Redis_5 {
        @Test
        void knows_no_everything_and_is_asked_for_all() {
            try (RespReplay replay = replay("info-5.0.txt").answer("INFO everything", "$0\r\n\r\n");
                    Scrapes scrapes = Scrapes.of(replay.port())) {
                assertThat(scrapes.page().value("redis_memory_used_bytes")).isEqualTo(1073741824);
                int before = replay.roundTrips();
                assertThat(scrapes.page().value("redis_memory_used_bytes")).isEqualTo(1073741824);
                assertThat(replay.roundTrips() - before).isEqualTo(1);
            }
        }

        @Test
        void counts_no_rejected_calls() {
            Page page = page("info-5.0.txt");
            assertThat(page.value("redis_commands_total", "cmd", "set")).isEqualTo(61);
            assertThat(page.value("redis_commands_duration_seconds_total", "cmd", "set"))
                    .isEqualTo(0.003139);
            assertThat(page.get("redis_commands_rejected_calls_total", "cmd", "set"))
                    .isEmpty();
            assertThat(page.of("redis_errors_total")).isEmpty();
        }
    }

    @Nested
    class Redis_8 {
        private final Page page = page("info-8.2.txt");

        @Test
        void gives_the_percentiles_of_every_command() {
            assertThat(page.value("redis_latency_percentiles_usec", "cmd", "get", "quantile", "99.9"))
                    .isEqualTo(7.007);
            assertThat(page.value("redis_latency_percentiles_usec_count", "cmd", "get"))
                    .isEqualTo(2);
            assertThat(page.value("redis_latency_percentiles_usec_sum", "cmd", "get"))
                    .isEqualTo(11);
        }

        @Test
        void tells_its_replicas_apart() {
            assertThat(page.value(
                            "redis_connected_slave_lag_seconds",
                            "slave_ip",
                            "10.0.0.3",
                            "slave_port",
                            "6379",
                            "slave_state",
                            "wait_bgsave"))
                    .isEqualTo(1);
            assertThat(page.of("redis_connected_slave_offset_bytes")).hasSize(2);
        }

        @Test
        void has_no_cached_keys_although_there_are_subkeys_that_expire() {
            assertThat(page.value("redis_db_keys", "db", "db0")).isEqualTo(2000);
            assertThat(page.value("redis_db_avg_ttl_seconds", "db", "db0")).isEqualTo(98.765);
            assertThat(page.of("redis_db_keys_cached")).isEmpty();
        }

        @Test
        void names_its_modules() {
            assertThat(page.value(
                            "redis_module_info",
                            "name",
                            "search",
                            "ver",
                            "80200",
                            "api",
                            "1",
                            "filters",
                            "0",
                            "usedby",
                            "[]",
                            "using",
                            "[ReJSON]"))
                    .isEqualTo(1);
            assertThat(page.value("redis_search_indexing_time_ms_total")).isEqualTo(87.25);
        }
    }

    @Nested
    class Valkey_9 {
        private final Page page = page("info-valkey-9.0.txt");

        @Test
        void is_named_by_both_its_versions() {
            assertThat(page.of("redis_instance_info"))
                    .singleElement()
                    .asString()
                    .contains("redis_version=7.2.4", "valkey_version=9.0.0", "valkey_release_stage=ga");
        }

        @Test
        void says_its_mode_under_another_name() {
            assertThat(page("info-valkey-9.1.txt").of("redis_instance_info"))
                    .singleElement()
                    .asString()
                    .contains("redis_mode=standalone", "valkey_version=9.1.2");
        }

        @Test
        void gives_the_time_of_every_thread() {
            assertThat(page.value("redis_active_time_io_thread_seconds_total", "thread", "2"))
                    .isEqualTo(0.75);
        }

        @Test
        void in_a_cluster_passes_every_field_through() {
            assertThat(page.value("redis_cluster_state")).isEqualTo(1);
            assertThat(page.value("redis_cluster_connections")).isEqualTo(10);
            assertThat(page.value("redis_cluster_messages_sent_total")).isEqualTo(2967940);
            assertThat(page.value("redis_cluster_stats_messages_ping_sent")).isEqualTo(1483972);
            assertThat(page.types()).containsEntry("redis_cluster_messages_sent_total", "gauge");
        }

        @Test
        void in_a_cluster_has_one_database() {
            assertThat(page.of("redis_db_keys")).containsExactly("redis_db_keys{db=db0}", "redis_db_keys{db=db3}");
        }
    }

    @Nested
    class KeyDb_with_two_masters {
        private final Page page = page("info-keydb-6.3.txt");

        @Test
        void has_a_row_for_each() {
            assertThat(page.value("redis_master_link_up", "master_host", "kdb0.internal", "master_port", "6377"))
                    .isEqualTo(1);
            assertThat(page.value("redis_master_link_up", "master_host", "kdb1.internal", "master_port", "6377"))
                    .isZero();
            assertThat(page.value(
                            "redis_master_last_io_seconds_ago", "master_host", "kdb1.internal", "master_port", "6377"))
                    .isEqualTo(-1);
        }

        @Test
        void counts_the_keys_it_holds_in_memory() {
            assertThat(page.value("redis_db_keys_cached", "db", "db0")).isEqualTo(8);
        }
    }

    @Nested
    class A_sentinel {
        @Test
        void has_a_row_for_each_master_it_watches() {
            Page page = page("info-sentinel-7.0.txt");
            assertThat(page.value("redis_sentinel_masters")).isEqualTo(2);
            assertThat(page.value(
                            "redis_sentinel_master_status",
                            "master_name",
                            "other",
                            "master_address",
                            "[fd00::1]:6379",
                            "master_status",
                            "odown"))
                    .isZero();
        }
    }

    @Nested
    class A_server_full_of_words {
        @Test
        void has_errors_that_are_no_codes_counted_as_other() {
            String text = """
                    # Errorstats
                    errorstat_ERR:count=4
                    errorstat_Müller:count=2
                    errorstat_my_error:count=3
                    errorstat_WRONG_2:count=1
                    """;
            try (RespReplay replay = RespReplay.info(text);
                    Scrapes scrapes = Scrapes.of(replay.port())) {
                Page page = scrapes.page();
                assertThat(page.of("redis_errors_total"))
                        .containsExactlyInAnyOrder(
                                "redis_errors_total{err=ERR}",
                                "redis_errors_total{err=WRONG_2}",
                                "redis_errors_total{err=other}");
                assertThat(page.value("redis_errors_total", "err", "other")).isEqualTo(5);
            }
        }

        @Test
        void has_its_rows_limited_and_the_rest_counted() {
            StringBuilder text = new StringBuilder("# Commandstats\r\n");
            for (int i = 0; i < 200_000; i++) {
                text.append("cmdstat_c").append(i).append(":calls=1,usec=2,usec_per_call=2.00,rejected_calls=0\r\n");
            }
            assertThat(text.length()).isGreaterThan(10_000_000);
            try (RespReplay replay = RespReplay.info(text.toString());
                    Scrapes scrapes = Scrapes.of(replay.port())) {
                Page page = scrapes.page();
                assertThat(page.of("redis_commands_total")).hasSize(1000);
                assertThat(page.value("allodoc_redis_info_rows_dropped", "section", "commandstats"))
                        .isEqualTo(199_000);
            }
        }
    }
}
