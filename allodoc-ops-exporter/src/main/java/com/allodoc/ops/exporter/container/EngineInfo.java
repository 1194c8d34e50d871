package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The machine an engine runs on, by {@code GET /info}.
 *
 * @param cpus that the engine sees; 0 when unknown
 * @param memoryBytes that the engine sees; 0 when unknown
 * @param systemdCgroups whether systemd names the cgroups
 */
record EngineInfo(int cpus, long memoryBytes, boolean systemdCgroups) {
    static final String PATH = "/info";

    static EngineInfo parse(JsonNode node) {
        return new EngineInfo(
                node.path("NCPU").asInt(),
                node.path("MemTotal").asLong(),
                "systemd".equals(node.path("CgroupDriver").asText()));
    }
}
