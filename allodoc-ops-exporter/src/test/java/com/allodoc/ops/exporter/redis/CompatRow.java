package com.allodoc.ops.exporter.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A line of the file of redis_exporter's names: name, type, labels, source. */
record CompatRow(String name, String type, Set<String> labels, String source) {

    /** What is not Redis's: it would say that we are redis_exporter, or belongs to the endpoint for many targets. */
    private static final Set<String> NOT_OURS =
            Set.of("redis_exporter_build_info", "redis_target_scrape_request_errors_total");

    static List<CompatRow> all() {
        return Page.resource("redis_exporter.tsv").lines().map(CompatRow::parse).toList();
    }

    /** All that a server feeds. */
    static List<CompatRow> ours() {
        return all().stream().filter(row -> !NOT_OURS.contains(row.name())).toList();
    }

    private static CompatRow parse(String line) {
        String[] parts = line.split("\t", -1);
        // In brackets stand labels that only some servers have.
        Set<String> labels = Arrays.stream(parts[2].split("[,\\[\\]]"))
                .filter(label -> !label.isBlank())
                .collect(Collectors.toSet());
        return new CompatRow(parts[0], parts[1], labels, parts[3]);
    }
}
