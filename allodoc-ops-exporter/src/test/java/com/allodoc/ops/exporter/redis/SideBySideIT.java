package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our series against those of Debian's redis_exporter 1.45 on the same server. */
class SideBySideIT {

    /** What redis_exporter has from elsewhere than INFO: later issues, or nothing of Redis. */
    private static final List<String> NOT_FROM_INFO = List.of(
            "go_",
            "process_",
            "promhttp_",
            "redis_config_",
            "redis_commands_latencies_usec",
            "redis_latency_spike_",
            "redis_last_slow_execution_duration_seconds",
            "redis_last_key_groups_scrape_duration_milliseconds",
            "redis_slowlog_",
            "redis_exporter_build_info",
            "redis_target_scrape_request_errors_total");

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
                if (isFromInfo(name)
                        && !OTHER_TYPE.contains(name)
                        && !type.equals(ours.types().get(name))) {
                    wrong.add(name + " is a " + type + ", not " + ours.types().get(name));
                }
            });
            theirs.series().forEach((key, value) -> {
                String name = key.substring(0, key.indexOf('{'));
                if (isFromInfo(name) && !OTHER_LABELS.contains(name)) {
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

    private static boolean isFromInfo(String name) {
        return NOT_FROM_INFO.stream().noneMatch(name::startsWith);
    }
}
