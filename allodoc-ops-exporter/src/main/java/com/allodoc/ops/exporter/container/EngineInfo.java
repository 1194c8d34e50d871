package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The machine an engine runs on, by {@code GET /info}.
 *
 * @param cpus that the engine sees; 0 when unknown
 * @param memoryBytes that the engine sees; 0 when unknown
 * @param systemdCgroups whether systemd names the cgroups
 * @param podman whether the engine is Podman
 * @param kernel its version
 * @param system the operating system, for people
 * @param version of the engine
 * @param storageDriver that keeps the layers: {@code overlay2}
 */
record EngineInfo(
        int cpus,
        long memoryBytes,
        boolean systemdCgroups,
        boolean podman,
        String kernel,
        String system,
        String version,
        String storageDriver) {
    static final String PATH = "/info";

    /** Docker as it is without systemd, for an engine that does not say. */
    static final EngineInfo UNKNOWN = new EngineInfo(0, 0, false, false, "", "", "", "");

    static EngineInfo parse(JsonNode node) {
        return new EngineInfo(
                node.path("NCPU").asInt(),
                node.path("MemTotal").asLong(),
                "systemd".equals(node.path("CgroupDriver").asText()),
                node.hasNonNull("BuildahVersion"),
                node.path("KernelVersion").asText(),
                node.path("OperatingSystem").asText(),
                node.path("ServerVersion").asText(),
                node.path("Driver").asText());
    }

    /** Where the engine puts a container's cgroup, for one that can't be seen. */
    String cgroupPath(String containerId, String parent) {
        String trimmed = parent.startsWith("/") ? parent.substring(1) : parent;
        if (systemdCgroups) {
            String slice = podman ? "machine.slice" : "system.slice";
            String prefix = podman ? "/libpod-" : "/docker-";
            return "/" + (trimmed.isEmpty() ? slice : trimmed) + prefix + containerId + ".scope";
        }
        String above = podman ? "libpod_parent" : "docker";
        return "/" + (trimmed.isEmpty() ? above : trimmed) + (podman ? "/libpod-" : "/") + containerId;
    }
}
