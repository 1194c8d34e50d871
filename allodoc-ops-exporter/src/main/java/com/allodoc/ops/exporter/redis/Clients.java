package com.allodoc.ops.exporter.redis;

/** Connections, and who waits or is tracked. Source: INFO Clients. */
final class Clients {
    static final InfoSection COLLECTOR = InfoSection.of("clients", """
            gauge | connected_clients               | redis_connected_clients | Connections of clients, replicas not counted.
            gauge | blocked_clients                 | redis_blocked_clients | Clients that wait in a blocking command.
            gauge | maxclients                      | redis_max_clients | Connections allowed at most.
            gauge | tracking_clients                | redis_tracking_clients | Clients that have their reads tracked for invalidation.
            gauge | clients_in_timeout_table        | redis_clients_in_timeout_table | Clients with a time limit under way.
            gauge | pubsub_clients                  | redis_pubsub_clients | Clients that subscribe to channels.
            gauge | watching_clients                | redis_watching_clients | Clients that WATCH a key.
            gauge | total_watched_keys              | redis_total_watched_keys | Keys that are watched.
            gauge | total_blocking_keys             | redis_total_blocking_keys | Keys that clients are blocked on.
            gauge | total_blocking_keys_on_nokey    | redis_total_blocking_keys_on_nokey | Keys with blocked clients to be woken when the key is deleted.
            gauge | client_longest_output_list      | redis_client_longest_output_list | Longest output list of a client, before Redis 5.
            gauge | client_biggest_input_buf        | redis_client_biggest_input_buf | Biggest input buffer of a client, before Redis 5.
            gauge | client_recent_max_output_buffer | redis_client_recent_max_output_buffer_bytes | Biggest output buffer of a client lately.
            gauge | client_recent_max_input_buffer  | redis_client_recent_max_input_buffer_bytes | Biggest input buffer of a client lately.
            """);

    private Clients() {}
}
