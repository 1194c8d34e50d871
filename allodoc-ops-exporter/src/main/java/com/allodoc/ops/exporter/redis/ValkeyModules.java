package com.allodoc.ops.exporter.redis;

/** Valkey's modules for Bloom filters and JSON. Source: INFO modules. */
final class ValkeyModules {
    static final InfoSection COLLECTOR = InfoSection.of("valkey_modules", """
            gauge   | bf_bloom_total_memory_bytes         | redis_bf_bloom_total_memory_bytes | Bytes of all Bloom filters.
            gauge   | bf_bloom_num_objects                | redis_bf_bloom_num_objects | Bloom objects.
            gauge   | bf_bloom_num_filters_across_objects | redis_bf_bloom_num_filters_across_objects | Filters of all Bloom objects.
            gauge   | bf_bloom_num_items_across_objects   | redis_bf_bloom_num_items_across_objects | Items in all Bloom objects.
            gauge   | bf_bloom_capacity_across_objects    | redis_bf_bloom_capacity_across_objects | Items all Bloom objects have room for.
            counter | bf_bloom_defrag_hits                | redis_bf_bloom_defrag_hits_total | Bloom objects moved by defragmentation.
            counter | bf_bloom_defrag_misses              | redis_bf_bloom_defrag_misses_total | Bloom objects looked at in vain by defragmentation.
            gauge   | json_total_memory_bytes             | redis_json_total_memory_bytes | Bytes of all JSON documents.
            gauge   | json_num_documents                  | redis_json_num_documents | JSON documents.
            """);

    private ValkeyModules() {}
}
