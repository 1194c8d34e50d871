package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our series against those of Debian's redis_exporter 1.45 on the same server. */
class SideBySideIT {

    /** What says something about redis_exporter itself and its runtime. */
    private static final List<String> ITS_OWN = List.of(
            "go_", "process_", "promhttp_", "redis_exporter_build_info", "redis_target_scrape_request_errors_total");

    /** It says how long the pass over no keys took; ours says nothing of passes that were not made. */
    private static final Set<String> WITHOUT_WORK = Set.of("redis_last_key_groups_scrape_duration_milliseconds");

    /** Change from one scrape to the next, or with the one who scrapes. */
    private static final Set<String> DRIFTING = Set.of(
            "redis_allocator_active_bytes",
            "redis_allocator_allocated_bytes",
            "redis_allocator_frag_bytes",
            "redis_allocator_frag_ratio",
            "redis_allocator_resident_bytes",
            "redis_allocator_rss_bytes",
            "redis_allocator_rss_ratio",
            "redis_client_recent_max_input_buffer_bytes",
            "redis_client_recent_max_output_buffer_bytes",
            "redis_commands_duration_seconds_total",
            "redis_commands_failed_calls_total",
            "redis_commands_latencies_usec_bucket",
            "redis_commands_latencies_usec_count",
            "redis_commands_latencies_usec_sum",
            "redis_commands_processed_total",
            "redis_commands_rejected_calls_total",
            "redis_commands_total",
            "redis_connected_clients",
            "redis_connections_received_total",
            "redis_cpu_sys_main_thread_seconds_total",
            "redis_cpu_sys_seconds_total",
            "redis_cpu_user_main_thread_seconds_total",
            "redis_cpu_user_seconds_total",
            "redis_db_avg_ttl_seconds",
            "redis_exporter_last_scrape_connect_time_seconds",
            "redis_exporter_last_scrape_duration_seconds",
            "redis_exporter_scrape_duration_seconds_count",
            "redis_exporter_scrape_duration_seconds_sum",
            "redis_exporter_scrapes_total",
            "redis_expire_cycle_cpu_time_ms_total",
            "redis_latency_percentiles_usec",
            "redis_latency_percentiles_usec_count",
            "redis_latency_percentiles_usec_sum",
            "redis_mem_clients_normal",
            "redis_mem_fragmentation_bytes",
            "redis_mem_fragmentation_ratio",
            "redis_memory_used_bytes",
            "redis_memory_used_dataset_bytes",
            "redis_memory_used_overhead_bytes",
            "redis_memory_used_peak_bytes",
            "redis_memory_used_rss_bytes",
            "redis_master_last_io_seconds_ago",
            "redis_master_repl_offset",
            "redis_net_input_bytes_total",
            "redis_net_output_bytes_total",
            "redis_net_repl_input_bytes_total",
            "redis_net_repl_output_bytes_total",
            "redis_reply_buffer_expands_total",
            "redis_reply_buffer_shrinks_total",
            "redis_repl_backlog_history_bytes",
            "redis_connected_slave_lag_seconds",
            "redis_connected_slave_offset_bytes",
            "redis_slave_repl_offset",
            "redis_start_time_seconds",
            "redis_total_reads_processed",
            "redis_total_writes_processed",
            "redis_uptime_in_seconds");

    /** Newer redis_exporters add the label master_replid, as the names file has it and as we do. */
    private static final Set<String> OTHER_LABELS = Set.of("redis_instance_info");

    /** Newer redis_exporters make it a counter, as the names file has it and as we do. */
    private static final Set<String> OTHER_TYPE = Set.of("redis_expired_time_cap_reached_total");

    @Test
    void every_series_of_redis_6_2() {
        try (RedisServer server = RedisServer.start()) {
            compare(server);
        }
    }

    @Test
    void every_series_of_redis_7_0() {
        try (RedisServer server = RedisServer.debian("appendonly yes")) {
            compare(server);
        }
    }

    @Test
    void every_series_of_a_replica() {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + master.port())) {
            replica.await("master_link_status:up", "INFO", "replication");
            master.await("state=online", "INFO", "replication");
            compare(replica);
            compare(master);
        }
    }

    @Test
    void every_series_of_a_node_of_a_cluster() {
        try (RedisServer server = RedisServer.debian("cluster-enabled yes")) {
            compare(server);
        }
    }

    @Test
    void every_series_of_everything_that_is_switched_on_on_redis_6_2() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            compareEverything(server);
        }
    }

    @Test
    void every_series_of_everything_that_is_switched_on_on_redis_7_0() throws Exception {
        try (RedisServer server = RedisServer.debian()) {
            compareEverything(server);
        }
    }

    /**
     * redis_exporter gives these as 0 on servers that do not know them, a lag of 0 where the server can't tell, and no
     * groups of databases without keys.
     */
    private static final Set<String> ZERO_FOR_UNKNOWN = Set.of(
            "redis_stream_entries_added_total",
            "redis_stream_max_deleted_entry_id",
            "redis_stream_group_entries_read",
            "redis_stream_group_lag",
            "redis_number_of_distinct_key_groups");

    private static void compareEverything(RedisServer server) throws Exception {
        for (int i = 0; i < 30; i++) {
            server.command("SET", "number:" + i, String.valueOf(i));
            server.command("HSET", "hash:" + i, "f", "1", "g", "2");
        }
        server.command("SET", "word", "hello");
        server.command("PFADD", "guess", "a", "b", "c");
        server.command("XADD", "orders", "1-1", "f", "v");
        server.command("XADD", "orders", "2-1", "f", "v");
        server.command("XGROUP", "CREATE", "orders", "workers", "0");
        server.command("XREADGROUP", "GROUP", "workers", "w1", "COUNT", "1", "STREAMS", "orders", ">");
        server.command("CONFIG", "SET", "slowlog-log-slower-than", "0");
        server.command("GET", "word");
        server.command("CONFIG", "SET", "slowlog-log-slower-than", "-1");
        Path script = server.directory().resolve("numbers.lua");
        String text = "return {'one', '1', 'two', '2.5'}";
        Files.writeString(script, text);
        List<KeySpec> keys = List.of(new KeySpec(0, "number:*"), new KeySpec(0, "guess"), new KeySpec(0, "word"));
        RedisWatch watch = RedisWatch.builder()
                .allConfig(true)
                .scripts(List.of(new RedisScript(script.toString(), text)))
                .keys(RedisKeys.builder()
                        .check(keys)
                        .count(List.of(new KeySpec(0, "hash:*")))
                        .streams(List.of(new KeySpec(0, "ord*")))
                        .groups(List.of("^(%a+):"))
                        .textValues(true)
                        .build())
                .build();
        try (PeerExporter peer = PeerExporter.of(
                        server.port(),
                        "--check-keys=number:*",
                        "--check-single-keys=guess,word",
                        "--count-keys=db0=hash:*",
                        "--check-streams=ord*",
                        "--check-key-groups=^(%a+):",
                        "--include-config-metrics",
                        "--script=" + script);
                Scrapes scrapes =
                        new Scrapes(Scrapes.settings(server.port()).watch(watch).build())) {
            peer.page();
            Await.until(() ->
                    scrapes.page().get("allodoc_redis_key_scan_age_seconds").isPresent());
            Page theirs = peer.page();
            Page ours = scrapes.page();
            List<String> wrong = new ArrayList<>();
            theirs.series().forEach((key, value) -> {
                String name = key.substring(0, key.indexOf('{'));
                boolean compared = name.startsWith("redis_key_")
                        || name.equals("redis_keys_count")
                        || name.startsWith("redis_stream_")
                        || name.startsWith("redis_script_")
                        || name.startsWith("redis_config_")
                        || name.startsWith("redis_slowlog_")
                        || name.startsWith("redis_number_of_distinct");
                boolean unknown = ZERO_FOR_UNKNOWN.contains(name) && value == 0;
                Double mine = ours.series().get(named(key, script));
                boolean same =
                        value.equals(mine) || (name.equals("redis_stream_group_consumer_idle_seconds") && mine != null);
                if (compared && !unknown && !same) {
                    wrong.add(key + " is " + value + ", not " + mine);
                }
            });
            assertThat(wrong).isEmpty();
            assertThat(theirs.of("redis_key_size")).hasSize(32);
            assertThat(theirs.of("redis_config_key_value")).isNotEmpty();
            assertThat(theirs.of("redis_stream_group_consumer_messages_pending"))
                    .hasSize(1);
        }
    }

    /** Since 1.46 redis_exporter takes several scripts and tells them apart by their file. */
    private static String named(String key, Path script) {
        if (key.equals("redis_script_result{}")) {
            return "redis_script_result{filename=" + script + '}';
        }
        boolean unnamed = key.startsWith("redis_script_values{") && !key.contains("filename=");
        return unnamed ? key.replace("{", "{filename=" + script + ", ") : key;
    }

    private static void compare(RedisServer server) {
        server.command("SET", "a", "1");
        server.command("SET", "b", "1", "EX", "10000");
        server.command("LPUSH", "a", "x");
        server.command("GET", "nothing");
        try (PeerExporter peer = PeerExporter.of(server.port());
                Scrapes scrapes = Scrapes.of(server.port())) {
            // Both have been there before, so that neither finds a command the other has only just run.
            scrapes.page();
            peer.page();
            Page theirs = peer.page();
            Page ours = scrapes.page();
            List<String> wrong = new ArrayList<>();
            theirs.types().forEach((name, type) -> {
                if (isCompared(name)
                        && !OTHER_TYPE.contains(name)
                        && !type.equals(ours.types().get(name))) {
                    wrong.add(name + " is a " + type + ", not " + ours.types().get(name));
                }
            });
            theirs.series().forEach((key, value) -> {
                String name = key.substring(0, key.indexOf('{'));
                if (isCompared(name) && !OTHER_LABELS.contains(name)) {
                    Double mine = ours.series().get(key);
                    if (mine == null || (!DRIFTING.contains(name) && !mine.equals(value))) {
                        wrong.add(key + " is " + value + ", not " + mine);
                    }
                }
            });
            assertThat(wrong).isEmpty();
            assertThat(theirs.of("redis_instance_info")).hasSize(1);
            assertThat(ours.of("redis_instance_info")).hasSize(1);
        }
    }

    private static boolean isCompared(String name) {
        return ITS_OWN.stream().noneMatch(name::startsWith) && !WITHOUT_WORK.contains(name);
    }
}
