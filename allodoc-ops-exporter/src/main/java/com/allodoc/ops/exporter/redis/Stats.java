package com.allodoc.ops.exporter.redis;

/** What the server has done since its start. Source: INFO Stats. */
final class Stats {
    static final InfoSection COLLECTOR = InfoSection.of("stats", """
            counter | total_connections_received                | redis_connections_received_total | Connections accepted.
            counter | total_commands_processed                  | redis_commands_processed_total | Commands run.
            counter | rejected_connections                      | redis_rejected_connections_total | Connections refused for want of room.
            counter | total_net_input_bytes                     | redis_net_input_bytes_total | Bytes received.
            counter | total_net_output_bytes                    | redis_net_output_bytes_total | Bytes sent.
            counter | total_net_repl_input_bytes                | redis_net_repl_input_bytes_total | Bytes received for replication.
            counter | total_net_repl_output_bytes               | redis_net_repl_output_bytes_total | Bytes sent for replication.
            counter | expired_subkeys                           | redis_expired_subkeys_total | Hash fields expired.
            counter | expired_keys                              | redis_expired_keys_total | Keys expired.
            counter | expired_time_cap_reached_count            | redis_expired_time_cap_reached_total | How often the expiry cycle ran out of its time.
            counter | expire_cycle_cpu_milliseconds             | redis_expire_cycle_cpu_time_ms_total | Milliseconds spent on expiry.
            counter | evicted_keys                              | redis_evicted_keys_total | Keys evicted for want of memory.
            counter | evicted_clients                           | redis_evicted_clients_total | Clients evicted for want of memory.
            counter | evicted_scripts                           | redis_evicted_scripts_total | Scripts evicted from the cache.
            counter | total_eviction_exceeded_time              | redis_eviction_exceeded_time_ms_total | Milliseconds the memory was over its limit.
            gauge   | current_eviction_exceeded_time            | redis_current_eviction_exceeded_time_ms | Milliseconds the memory has been over its limit now.
            counter | keyspace_hits                             | redis_keyspace_hits_total | Lookups that found their key.
            counter | keyspace_misses                           | redis_keyspace_misses_total | Lookups that found nothing.
            gauge   | pubsub_channels                           | redis_pubsub_channels | Channels with subscribers.
            gauge   | pubsub_patterns                           | redis_pubsub_patterns | Patterns with subscribers.
            gauge   | pubsubshard_channels                      | redis_pubsubshard_channels | Shard channels with subscribers.
            gauge   | latest_fork_usec/1e6                      | redis_latest_fork_seconds | Seconds the last fork took.
            gauge   | tracking_total_keys                       | redis_tracking_total_keys | Keys tracked for invalidation.
            gauge   | tracking_total_items                      | redis_tracking_total_items | Keys tracked, counted once per client.
            gauge   | tracking_total_prefixes                   | redis_tracking_total_prefixes | Prefixes tracked for invalidation.
            counter | eventloop_cycles                          | redis_eventloop_cycles_total | Turns of the event loop.
            counter | eventloop_duration_sum                    | redis_eventloop_duration_sum_usec_total | Microseconds spent in the event loop.
            counter | eventloop_duration_cmd_sum                | redis_eventloop_duration_cmd_sum_usec_total | Microseconds spent in commands.
            gauge   | instantaneous_eventloop_cycles_per_sec    | redis_instantaneous_eventloop_cycles_per_sec | Turns of the event loop per second lately.
            gauge   | instantaneous_eventloop_duration_usec     | redis_instantaneous_eventloop_duration_usec | Microseconds per turn of the event loop lately.
            counter | unexpected_error_replies                  | redis_unexpected_error_replies | Errors that replicas or the AOF loader should not have seen.
            counter | total_error_replies                       | redis_total_error_replies | Errors answered.
            counter | dump_payload_sanitizations                | redis_dump_payload_sanitizations | Payloads checked in depth.
            counter | total_reads_processed                     | redis_total_reads_processed | Reads from clients.
            counter | total_writes_processed                    | redis_total_writes_processed | Writes to clients.
            counter | io_threaded_reads_processed               | redis_io_threaded_reads_processed | Reads done by I/O threads.
            counter | io_threaded_writes_processed              | redis_io_threaded_writes_processed | Writes done by I/O threads.
            counter | client_query_buffer_limit_disconnections  | redis_client_query_buffer_limit_disconnections_total | Clients cut off for their input buffer.
            counter | client_output_buffer_limit_disconnections | redis_client_output_buffer_limit_disconnections_total | Clients cut off for their output buffer.
            counter | reply_buffer_shrinks                      | redis_reply_buffer_shrinks_total | Reply buffers made smaller.
            counter | reply_buffer_expands                      | redis_reply_buffer_expands_total | Reply buffers made bigger.
            counter | acl_access_denied_auth                    | redis_acl_access_denied_auth_total | Logins denied.
            counter | acl_access_denied_cmd                     | redis_acl_access_denied_cmd_total | Commands denied.
            counter | acl_access_denied_key                     | redis_acl_access_denied_key_total | Accesses to keys denied.
            counter | acl_access_denied_channel                 | redis_acl_access_denied_channel_total | Accesses to channels denied.
            """);

    private Stats() {}
}
