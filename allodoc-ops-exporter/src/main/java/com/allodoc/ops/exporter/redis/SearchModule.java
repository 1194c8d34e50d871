package com.allodoc.ops.exporter.redis;

/** The search module: Redis's and Valkey's. Source: INFO modules. */
final class SearchModule {
    static final InfoSection COLLECTOR = InfoSection.of("search", """
            gauge   | search_number_of_indexes                        | redis_search_number_of_indexes | Indexes.
            gauge   | search_number_of_active_indexes                 | redis_search_number_of_active_indexes | Indexes with work under way.
            gauge   | search_number_of_active_indexes_running_queries | redis_search_number_of_active_indexes_running_queries | Indexes that run queries.
            gauge   | search_number_of_active_indexes_indexing        | redis_search_number_of_active_indexes_indexing | Indexes that take documents in.
            gauge   | search_number_of_attributes                     | redis_search_number_of_attributes | Attributes of all indexes.
            gauge   | search_total_active_write_threads               | redis_search_total_active_write_threads | Threads that write to indexes.
            gauge   | search_total_num_docs_in_indexes                | redis_search_total_num_docs_in_indexes | Documents in all indexes.
            gauge   | search_total_indexed_documents                  | redis_search_total_indexed_documents | Documents indexed.
            gauge   | search_used_memory_indexes                      | redis_search_used_memory_indexes_bytes | Bytes of all indexes.
            gauge   | search_used_memory_bytes                        | redis_search_used_memory_bytes | Bytes of the module.
            gauge   | search_used_memory_vector_index                 | redis_search_used_memory_vector_index_bytes | Bytes of vector indexes.
            gauge   | search_smallest_memory_index                    | redis_search_smallest_memory_index_bytes | Bytes of the smallest index.
            gauge   | search_largest_memory_index                     | redis_search_largest_memory_index_bytes | Bytes of the largest index.
            counter | search_total_indexing_time                      | redis_search_indexing_time_ms_total | Milliseconds spent on indexing.
            gauge   | search_dialect_1                                | redis_search_dialect_1 | Whether dialect 1 was used (1).
            gauge   | search_dialect_2                                | redis_search_dialect_2 | Whether dialect 2 was used (1).
            gauge   | search_dialect_3                                | redis_search_dialect_3 | Whether dialect 3 was used (1).
            gauge   | search_dialect_4                                | redis_search_dialect_4 | Whether dialect 4 was used (1).
            gauge   | search_global_idle                              | redis_search_global_idle | Idle cursors.
            gauge   | search_global_total                             | redis_search_global_total | Cursors.
            gauge   | search_global_idle_user                         | redis_search_global_idle_user | Idle cursors of users.
            gauge   | search_global_idle_internal                     | redis_search_global_idle_internal | Idle cursors of the cluster.
            gauge   | search_global_total_user                        | redis_search_global_total_user | Cursors of users.
            gauge   | search_global_total_internal                    | redis_search_global_total_internal | Cursors of the cluster.
            gauge   | search_bytes_collected                          | redis_search_collected_bytes | Bytes the collector freed, before module 8.
            counter | search_total_cycles                             | redis_search_cycles_total | Runs of the collector, before module 8.
            counter | search_total_ms_run                             | redis_search_run_ms_total | Milliseconds of the collector, before module 8.
            gauge   | search_gc_bytes_collected                       | redis_search_gc_collected_bytes | Bytes the collector freed.
            counter | search_gc_total_cycles                          | redis_search_gc_cycles_total | Runs of the collector.
            counter | search_gc_total_ms_run                          | redis_search_gc_run_ms_total | Milliseconds of the collector.
            gauge   | search_gc_total_docs_not_collected              | redis_search_gc_total_docs_not_collected | Deleted documents not yet collected.
            gauge   | search_gc_marked_deleted_vectors                | redis_search_gc_marked_deleted_vectors | Vectors marked as deleted.
            gauge   | search_errors_indexing_failures                 | redis_search_errors_indexing_failures | Documents that could not be indexed.
            counter | search_total_queries_processed                  | redis_search_queries_processed_total | Queries answered.
            counter | search_total_query_commands                     | redis_search_query_commands_total | Query commands run.
            counter | search_total_query_execution_time_ms            | redis_search_query_execution_time_ms_total | Milliseconds spent on queries.
            counter | search_total_active_queries                     | redis_search_active_queries_total | Queries under way.
            gauge   | search_query_queue_size                         | redis_search_query_queue_size | Queries that wait (Valkey).
            gauge   | search_writer_queue_size                        | redis_search_writer_queue_size | Writes that wait (Valkey).
            gauge   | search_string_interning_store_size              | redis_search_string_interning_store_size | Strings interned (Valkey).
            counter | search_worker_pool_suspend_cnt                  | redis_search_worker_pool_suspend_count | Suspensions of the workers (Valkey).
            counter | search_writer_resumed_cnt                       | redis_search_writer_resumed_count | Resumptions of writers (Valkey).
            counter | search_reader_resumed_cnt                       | redis_search_reader_resumed_count | Resumptions of readers (Valkey).
            counter | search_writer_suspension_expired_cnt            | redis_search_writer_suspension_expired_count | Suspensions of writers that ran out (Valkey).
            counter | search_rdb_load_success_cnt                     | redis_search_rdb_load_success_count | Indexes loaded (Valkey).
            counter | search_rdb_load_failure_cnt                     | redis_search_rdb_load_failure_count | Indexes that failed to load (Valkey).
            counter | search_rdb_save_success_cnt                     | redis_search_rdb_save_success_count | Indexes saved (Valkey).
            counter | search_rdb_save_failure_cnt                     | redis_search_rdb_save_failure_count | Indexes that failed to save (Valkey).
            counter | search_successful_requests_count                | redis_search_successful_requests_count | Queries that succeeded (Valkey).
            counter | search_failure_requests_count                   | redis_search_failure_requests_count | Queries that failed (Valkey).
            counter | search_hybrid_requests_count                    | redis_search_hybrid_requests_count | Queries with vectors and filters (Valkey).
            counter | search_inline_filtering_requests_count          | redis_search_inline_filtering_requests_count | Queries filtered on the way (Valkey).
            counter | search_hnsw_add_exceptions_count                | redis_search_hnsw_add_exceptions_count | Failures to add a vector (Valkey).
            counter | search_hnsw_remove_exceptions_count             | redis_search_hnsw_remove_exceptions_count | Failures to remove a vector (Valkey).
            counter | search_hnsw_modify_exceptions_count             | redis_search_hnsw_modify_exceptions_count | Failures to change a vector (Valkey).
            counter | search_hnsw_search_exceptions_count             | redis_search_hnsw_search_exceptions_count | Failures to search vectors (Valkey).
            counter | search_hnsw_create_exceptions_count             | redis_search_hnsw_create_exceptions_count | Failures to create a vector index (Valkey).
            counter | search_vector_externing_entry_count             | redis_search_vector_externing_entry_count | Vectors kept outside the index (Valkey).
            gauge   | search_vector_externing_hash_extern_errors      | redis_search_vector_externing_hash_extern_errors | Vectors that could not be kept outside (Valkey).
            counter | search_vector_externing_generated_value_cnt     | redis_search_vector_externing_generated_value_count | Vectors made again (Valkey).
            gauge   | search_vector_externing_num_lru_entries         | redis_search_vector_externing_num_lru_entries | Vectors in the cache (Valkey).
            counter | search_vector_externing_lru_promote_cnt         | redis_search_vector_externing_lru_promote_count | Vectors moved up in the cache (Valkey).
            counter | search_vector_externing_deferred_entry_cnt      | redis_search_vector_externing_deferred_entry_count | Vectors whose move was put off (Valkey).
            """);

    private SearchModule() {}
}
