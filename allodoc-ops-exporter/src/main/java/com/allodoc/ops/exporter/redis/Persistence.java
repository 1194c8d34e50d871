package com.allodoc.ops.exporter.redis;

/** Snapshots and the append-only file. Source: INFO Persistence. */
final class Persistence {
    static final InfoSection COLLECTOR = InfoSection.of("persistence", """
            gauge | loading                      | redis_loading_dump_file | Whether data is being loaded (1).
            gauge | async_loading                | redis_async_loading | Whether data is being loaded while the old is served (1).
            gauge | rdb_changes_since_last_save  | redis_rdb_changes_since_last_save | Changes since the last snapshot.
            gauge | rdb_bgsave_in_progress       | redis_rdb_bgsave_in_progress | Whether a snapshot is being written (1).
            gauge | rdb_last_save_time           | redis_rdb_last_save_timestamp_seconds | When the last snapshot was written, in seconds since 1970.
            gauge | rdb_last_bgsave_status       | redis_rdb_last_bgsave_status | Whether the last snapshot succeeded (1).
            gauge | rdb_last_bgsave_time_sec     | redis_rdb_last_bgsave_duration_sec | Seconds the last snapshot took; -1 when there was none.
            gauge | rdb_current_bgsave_time_sec  | redis_rdb_current_bgsave_duration_sec | Seconds the snapshot under way takes so far; -1 when there is none.
            gauge | rdb_saves                    | redis_rdb_saves_total | Snapshots written since the start.
            gauge | rdb_last_cow_size            | redis_rdb_last_cow_size_bytes | Bytes copied on write during the last snapshot.
            gauge | rdb_last_load_keys_expired   | redis_rdb_last_load_expired_keys | Keys the last load left out as expired.
            gauge | rdb_last_load_keys_loaded    | redis_rdb_last_load_loaded_keys | Keys the last load brought in.
            gauge | aof_enabled                  | redis_aof_enabled | Whether the append-only file is on (1).
            gauge | aof_rewrite_in_progress      | redis_aof_rewrite_in_progress | Whether the append-only file is being rewritten (1).
            gauge | aof_rewrite_scheduled        | redis_aof_rewrite_scheduled | Whether a rewrite follows the snapshot under way (1).
            gauge | aof_last_rewrite_time_sec    | redis_aof_last_rewrite_duration_sec | Seconds the last rewrite took; -1 when there was none.
            gauge | aof_current_rewrite_time_sec | redis_aof_current_rewrite_duration_sec | Seconds the rewrite under way takes so far; -1 when there is none.
            gauge | aof_last_bgrewrite_status    | redis_aof_last_bgrewrite_status | Whether the last rewrite succeeded (1).
            gauge | aof_last_write_status        | redis_aof_last_write_status | Whether the last write to the append-only file succeeded (1).
            gauge | aof_last_cow_size            | redis_aof_last_cow_size_bytes | Bytes copied on write during the last rewrite.
            gauge | aof_current_size             | redis_aof_current_size_bytes | Bytes of the append-only file.
            gauge | aof_base_size                | redis_aof_base_size_bytes | Bytes of the append-only file after its last rewrite or the start.
            gauge | aof_pending_rewrite          | redis_aof_pending_rewrite | Whether a rewrite waits for the snapshot to end (1).
            gauge | aof_buffer_length            | redis_aof_buffer_length | Bytes of the AOF buffer.
            gauge | aof_rewrite_buffer_length    | redis_aof_rewrite_buffer_length | Bytes of the rewrite buffer.
            gauge | aof_pending_bio_fsync        | redis_aof_pending_bio_fsync | Syncs to disk that wait.
            gauge | aof_delayed_fsync            | redis_aof_delayed_fsync | Syncs to disk that came late.
            gauge | module_fork_in_progress      | redis_module_fork_in_progress | Whether a module's child process runs (1).
            gauge | module_fork_last_cow_size    | redis_module_fork_last_cow_size | Bytes copied on write during the last module's child process.
            """);

    private Persistence() {}
}
