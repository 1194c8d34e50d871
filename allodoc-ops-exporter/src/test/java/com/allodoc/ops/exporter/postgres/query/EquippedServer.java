package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.testing.PostgresServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers with what a plain one does not have: pg_stat_statements, two-phase commit, logical decoding, timings, and an
 * archive command that always fails. One of each version for all tests; leave it as you found it.
 */
final class EquippedServer {
    private static final Map<Integer, PostgresServer> SHARED = new ConcurrentHashMap<>();

    private EquippedServer() {}

    static PostgresServer start(int version) {
        return SHARED.computeIfAbsent(version, v -> {
            PostgresServer server = PostgresServer.startAlone(
                    v,
                    Map.of(
                            "shared_preload_libraries", "pg_stat_statements",
                            "max_prepared_transactions", "5",
                            "wal_level", "logical",
                            "track_io_timing", "on",
                            "autovacuum", "off",
                            "archive_mode", "on",
                            "archive_command", "false"));
            server.execute("CREATE EXTENSION pg_stat_statements");
            return server;
        });
    }
}
