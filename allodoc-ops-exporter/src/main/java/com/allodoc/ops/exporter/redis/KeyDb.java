package com.allodoc.ops.exporter.redis;

/** What only KeyDB has. Source: INFO of KeyDB, several sections. */
final class KeyDb {
    static final InfoSection COLLECTOR = InfoSection.of("keydb", """
            gauge   | server_threads               | redis_server_threads_total | Threads that serve clients.
            gauge   | long_lock_waits              | redis_long_lock_waits_total | Long waits for the global lock.
            gauge   | current_client_thread        | redis_current_client_thread | Thread that answered this INFO.
            counter | cached_keys                  | redis_cached_keys_total | Keys held in memory before a storage provider.
            counter | storage_provider_read_hits   | redis_storage_provider_read_hits | Reads a storage provider could answer.
            counter | storage_provider_read_misses | redis_storage_provider_read_misses | Reads a storage provider could not answer.
            """);

    private KeyDb() {}
}
