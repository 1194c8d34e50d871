package com.allodoc.ops.exporter.redis;

/** What the memory is used for, and the allocator's view of it. Source: INFO Memory and Stats. */
final class Memory {
    static final InfoSection COLLECTOR = InfoSection.of("memory", """
            gauge | used_memory                                | redis_memory_used_bytes | Bytes that Redis has allocated.
            gauge | used_memory_rss                            | redis_memory_used_rss_bytes | Bytes of RAM the operating system counts for the process.
            gauge | used_memory_peak                           | redis_memory_used_peak_bytes | Most bytes ever allocated since the start.
            gauge | used_memory_lua                            | redis_memory_used_lua_bytes | Bytes of the Lua engine.
            gauge | used_memory_vm_eval                        | redis_memory_used_vm_eval_bytes | Bytes of the script engine for EVAL.
            gauge | used_memory_vm_functions                   | redis_memory_used_vm_functions_bytes | Bytes of the script engine for functions.
            gauge | used_memory_vm_total                       | redis_memory_used_vm_total | Bytes of all script engines.
            gauge | used_memory_scripts_eval                   | redis_memory_used_scripts_eval_bytes | Bytes of cached EVAL scripts.
            gauge | used_memory_scripts                        | redis_memory_used_scripts_bytes | Bytes of scripts and functions together.
            gauge | used_memory_functions                      | redis_memory_used_functions_bytes | Bytes of functions.
            gauge | used_memory_overhead                       | redis_memory_used_overhead_bytes | Bytes of buffers and bookkeeping.
            gauge | used_memory_startup                        | redis_memory_used_startup_bytes | Bytes used right after the start.
            gauge | used_memory_dataset                        | redis_memory_used_dataset_bytes | Bytes of the data itself.
            gauge | number_of_cached_scripts                   | redis_number_of_cached_scripts | EVAL scripts in the cache.
            gauge | number_of_functions                        | redis_number_of_functions | Functions loaded.
            gauge | number_of_libraries                        | redis_number_of_libraries | Libraries of functions loaded.
            gauge | total_system_memory                        | redis_total_system_memory_bytes | RAM of the machine.
            gauge | maxmemory                                  | redis_memory_max_bytes | Limit of the memory; 0 when there is none.
            gauge | maxmemory_reservation                      | redis_memory_max_reservation_bytes | Reserved memory (Azure).
            gauge | maxmemory_desired_reservation              | redis_memory_max_reservation_desired_bytes | Reserved memory that is asked for (Azure).
            gauge | maxfragmentationmemory_reservation         | redis_memory_max_fragmentation_reservation_bytes | Memory reserved for fragmentation (Azure).
            gauge | maxfragmentationmemory_desired_reservation | redis_memory_max_fragmentation_reservation_desired_bytes | The same, as asked for (Azure).
            gauge | allocator_allocated                        | redis_allocator_allocated_bytes | Bytes the allocator handed out.
            gauge | allocator_active                           | redis_allocator_active_bytes | Bytes in pages the allocator uses.
            gauge | allocator_resident                         | redis_allocator_resident_bytes | Bytes resident for the allocator.
            gauge | allocator_muzzy                            | redis_allocator_muzzy_bytes | Bytes the allocator gave back lazily.
            gauge | allocator_frag_ratio                       | redis_allocator_frag_ratio | Active bytes over allocated bytes.
            gauge | allocator_frag_bytes                       | redis_allocator_frag_bytes | Active bytes less allocated bytes.
            gauge | allocator_rss_ratio                        | redis_allocator_rss_ratio | Resident bytes over active bytes.
            gauge | allocator_rss_bytes                        | redis_allocator_rss_bytes | Resident bytes less active bytes.
            gauge | mem_fragmentation_ratio                    | redis_mem_fragmentation_ratio | RAM of the process over bytes allocated.
            gauge | mem_fragmentation_bytes                    | redis_mem_fragmentation_bytes | RAM of the process less bytes allocated.
            gauge | mem_not_counted_for_evict                  | redis_mem_not_counted_for_eviction_bytes | Buffers that eviction does not count.
            gauge | mem_replication_backlog                    | redis_mem_replication_backlog_bytes | Bytes of the replication backlog.
            gauge | mem_total_replication_buffers              | redis_mem_total_replication_buffers_bytes | Bytes of all replication buffers.
            gauge | mem_clients_slaves                         | redis_mem_clients_slaves | Bytes of the replicas' buffers.
            gauge | mem_clients_normal                         | redis_mem_clients_normal | Bytes of the clients' buffers.
            gauge | mem_cluster_links                          | redis_mem_cluster_links_bytes | Bytes of the links between cluster nodes.
            gauge | mem_aof_buffer                             | redis_mem_aof_buffer_bytes | Bytes of the AOF buffer.
            gauge | mem_overhead_db_hashtable_rehashing        | redis_mem_overhead_db_hashtable_rehashing_bytes | Bytes of tables that are being resized.
            gauge | expired_stale_perc                         | redis_expired_stale_percentage | Estimate of keys expired but still there, in percent.
            gauge | lazyfree_pending_objects                   | redis_lazyfree_pending_objects | Objects waiting to be freed.
            gauge | lazyfreed_objects                          | redis_lazyfreed_objects | Objects freed in the background.
            gauge | migrate_cached_sockets                     | redis_migrate_cached_sockets_total | Sockets kept open for MIGRATE.
            gauge | active_defrag_running                      | redis_active_defrag_running | Effort of defragmentation in percent; 0 when it rests.
            gauge | active_defrag_hits                         | redis_defrag_hits | Values moved by defragmentation.
            gauge | active_defrag_misses                       | redis_defrag_misses | Values looked at in vain by defragmentation.
            gauge | active_defrag_key_hits                     | redis_defrag_key_hits | Keys moved by defragmentation.
            gauge | active_defrag_key_misses                   | redis_defrag_key_misses | Keys looked at in vain by defragmentation.
            """);

    private Memory() {}
}
