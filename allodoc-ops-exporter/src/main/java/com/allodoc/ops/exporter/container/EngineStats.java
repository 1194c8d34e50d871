package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A container's usage as the engine's {@code GET /containers/(id)/stats} tells it, from cgroups of either version.
 *
 * <p>One shot: without it the engine takes two readings a second apart to fill in {@code precpu_stats}, which nobody
 * needs who can subtract.
 */
final class EngineStats {
    private static final double NANOS = 1e9;

    /** Above this a limit means that there is none: Go's largest unsigned number. */
    private static final double NO_LIMIT = 1e18;

    private EngineStats() {}

    static String path(String id) {
        return "/containers/" + id + "/stats?stream=false&one-shot=true";
    }

    /** Empty when the container did not run. */
    static Optional<Usage> parse(JsonNode node) {
        JsonNode memory = node.path("memory_stats");
        if (memory.path("usage").isMissingNode()) {
            return Optional.empty();
        }
        Usage.Builder usage = new Usage.Builder();
        cpu(node.path("cpu_stats"), usage);
        memory(memory, usage);
        JsonNode pids = node.path("pids_stats");
        double limit = pids.path("limit").asDouble();
        usage.set(Measure.THREADS, number(pids, "current"));
        if (usage.has(Measure.THREADS)) {
            usage.set(Measure.THREADS_MAX, limit >= NO_LIMIT ? 0 : limit);
        }
        for (Map.Entry<String, JsonNode> network : node.path("networks").properties()) {
            JsonNode n = network.getValue();
            usage.add(new Usage.Interface(network.getKey(), traffic(n, "rx"), traffic(n, "tx")));
        }
        blockIo(node.path("blkio_stats"), usage);
        return Optional.of(usage.build());
    }

    private static void cpu(JsonNode cpu, Usage.Builder usage) {
        JsonNode used = cpu.path("cpu_usage");
        JsonNode throttling = cpu.path("throttling_data");
        usage.set(Measure.CPU_USAGE, number(used, "total_usage") / NANOS)
                .set(Measure.CPU_USER, number(used, "usage_in_usermode") / NANOS)
                .set(Measure.CPU_SYSTEM, number(used, "usage_in_kernelmode") / NANOS)
                .set(Measure.CFS_PERIODS, number(throttling, "periods"))
                .set(Measure.CFS_THROTTLED, number(throttling, "throttled_periods"))
                .set(Measure.CFS_THROTTLED_SECONDS, number(throttling, "throttled_time") / NANOS);
    }

    private static void memory(JsonNode memory, Usage.Builder usage) {
        JsonNode stats = memory.path("stats");
        usage.set(Measure.MEMORY_USAGE, number(memory, "usage"));
        if (stats.has("total_rss")) {
            version1(memory, stats, usage);
        } else {
            version2(stats, usage);
        }
    }

    private static void version1(JsonNode memory, JsonNode stats, Usage.Builder usage) {
        usage.set(Measure.MEMORY_MAX_USAGE, number(memory, "max_usage"))
                // The engine leaves a zero out.
                .set(Measure.MEMORY_FAILCNT, memory.path("failcnt").asDouble(0))
                .set(Measure.MEMORY_RSS, number(stats, "total_rss"))
                .set(Measure.MEMORY_CACHE, number(stats, "total_cache"))
                .set(Measure.MEMORY_SWAP, number(stats, "total_swap"))
                .set(Measure.MEMORY_MAPPED_FILE, number(stats, "total_mapped_file"))
                .set(Measure.MEMORY_ACTIVE_FILE, number(stats, "total_active_file"))
                .set(Measure.MEMORY_INACTIVE_FILE, number(stats, "total_inactive_file"))
                .set(Measure.MEMORY_PGFAULT, number(stats, "pgfault"))
                .set(Measure.MEMORY_PGMAJFAULT, number(stats, "pgmajfault"))
                .set(Measure.MEMORY_PGFAULT_HIERARCHY, number(stats, "total_pgfault"))
                .set(Measure.MEMORY_PGMAJFAULT_HIERARCHY, number(stats, "total_pgmajfault"));
    }

    private static void version2(JsonNode stats, Usage.Builder usage) {
        usage.set(Measure.MEMORY_RSS, number(stats, "anon"))
                .set(Measure.MEMORY_CACHE, number(stats, "file"))
                .set(Measure.MEMORY_MAPPED_FILE, number(stats, "file_mapped"))
                .set(Measure.MEMORY_ACTIVE_FILE, number(stats, "active_file"))
                .set(Measure.MEMORY_INACTIVE_FILE, number(stats, "inactive_file"))
                .set(Measure.MEMORY_DIRTY, number(stats, "file_dirty"))
                .set(Measure.MEMORY_WRITEBACK, number(stats, "file_writeback"))
                .set(Measure.MEMORY_PGSCAN, number(stats, "pgscan"))
                .set(Measure.MEMORY_PGSTEAL, number(stats, "pgsteal"))
                .set(Measure.MEMORY_PGFAULT, number(stats, "pgfault"))
                .set(Measure.MEMORY_PGMAJFAULT, number(stats, "pgmajfault"))
                .set(Measure.MEMORY_PGFAULT_HIERARCHY, number(stats, "pgfault"))
                .set(Measure.MEMORY_PGMAJFAULT_HIERARCHY, number(stats, "pgmajfault"));
    }

    private static Usage.Traffic traffic(JsonNode network, String direction) {
        return new Usage.Traffic(
                number(network, direction + "_bytes"),
                number(network, direction + "_packets"),
                number(network, direction + "_errors"),
                number(network, direction + "_dropped"));
    }

    /** Version 2 has no counts of operations here. */
    private static void blockIo(JsonNode blkio, Usage.Builder usage) {
        Map<String, Double> counts = new HashMap<>();
        for (JsonNode entry : blkio.path("io_serviced_recursive")) {
            counts.put(key(entry), number(entry, "value"));
        }
        for (JsonNode entry : blkio.path("io_service_bytes_recursive")) {
            usage.add(new Usage.DeviceIo(
                    entry.path("major").asInt(),
                    entry.path("minor").asInt(),
                    operation(entry),
                    number(entry, "value"),
                    counts.getOrDefault(key(entry), Double.NaN)));
        }
    }

    private static String key(JsonNode entry) {
        return entry.path("major") + ":" + entry.path("minor") + " " + operation(entry);
    }

    /** Small letters with version 2, a capital with version 1. */
    private static String operation(JsonNode entry) {
        String op = entry.path("op").asText();
        return op.isEmpty() ? op : op.substring(0, 1).toUpperCase(Locale.ROOT) + op.substring(1);
    }

    private static double number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }
}
