package com.allodoc.ops.exporter.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A line of the file of redis_exporter's names: name, type, labels, source. */
record CompatRow(String name, String type, Set<String> labels, String source) {

    /** Fed by INFO in part; the rest of their source is SENTINEL commands, which are issue 5's. */
    private static final Set<String> SENTINEL_OF_INFO = Set.of(
            "redis_sentinel_masters",
            "redis_sentinel_tilt",
            "redis_sentinel_running_scripts",
            "redis_sentinel_scripts_queue_length",
            "redis_sentinel_simulate_failure_flags",
            "redis_sentinel_master_status",
            "redis_sentinel_master_slaves",
            "redis_sentinel_master_sentinels");

    static List<CompatRow> all() {
        return Page.resource("redis_exporter.tsv").lines().map(CompatRow::parse).toList();
    }

    /** The rows that INFO, and CLUSTER INFO with it, feeds; and the list of modules, which INFO has too. */
    static List<CompatRow> fromInfo() {
        return all().stream().filter(CompatRow::isFromInfo).toList();
    }

    private static CompatRow parse(String line) {
        String[] parts = line.split("\t", -1);
        // In brackets stand labels that only some servers have.
        Set<String> labels = Arrays.stream(parts[2].split("[,\\[\\]]"))
                .filter(label -> !label.isBlank())
                .collect(Collectors.toSet());
        return new CompatRow(parts[0], parts[1], labels, parts[3]);
    }

    private boolean isFromInfo() {
        if (source.startsWith("INFO Sentinel")) {
            return SENTINEL_OF_INFO.contains(name);
        }
        return source.startsWith("INFO") || source.equals("MODULE LIST");
    }
}
