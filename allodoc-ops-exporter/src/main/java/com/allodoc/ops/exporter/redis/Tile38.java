package com.allodoc.ops.exporter.redis;

/** What only Tile38 has. Source: INFO of Tile38. */
final class Tile38 {
    static final InfoSection COLLECTOR = InfoSection.of("tile38", """
            gauge | tile38_aof_size             | redis_tile38_aof_size_bytes | Bytes of the append-only file.
            gauge | tile38_avg_point_size       | redis_tile38_avg_item_size_bytes | Bytes per point on average.
            gauge | tile38_sys_cpus             | redis_tile38_cpus_total | Processors of the machine.
            gauge | tile38_heap_released_bytes  | redis_tile38_heap_released_bytes | Heap given back.
            gauge | tile38_heap_alloc_bytes     | redis_tile38_heap_size_bytes | Heap in use.
            gauge | tile38_http_transport       | redis_tile38_http_transport | Whether HTTP is served (1).
            gauge | tile38_in_memory_size       | redis_tile38_in_memory_size_bytes | Bytes of the data.
            gauge | tile38_max_heap_size        | redis_tile38_max_heap_size_bytes | Heap allowed; 0 when there is no limit.
            gauge | tile38_alloc_bytes          | redis_tile38_mem_alloc_bytes | Bytes allocated.
            gauge | tile38_num_collections      | redis_tile38_num_collections_total | Collections.
            gauge | tile38_num_hooks            | redis_tile38_num_hooks_total | Hooks.
            gauge | tile38_num_objects          | redis_tile38_num_objects_total | Objects.
            gauge | tile38_num_points           | redis_tile38_num_points_total | Points.
            gauge | tile38_pointer_size         | redis_tile38_pointer_size_bytes | Bytes of a pointer.
            gauge | tile38_read_only            | redis_tile38_read_only | Whether it takes no writes (1).
            gauge | tile38_go_threads           | redis_tile38_threads_total | Threads.
            gauge | tile38_go_goroutines        | redis_tile38_go_goroutines_total | Goroutines.
            gauge | tile38_last_gc_time_seconds | redis_tile38_last_gc_time_seconds | When garbage was last collected, in seconds since 1970.
            gauge | tile38_next_gc_bytes        | redis_tile38_next_gc_bytes | Heap at which garbage is collected next.
            """);

    private Tile38() {}
}
