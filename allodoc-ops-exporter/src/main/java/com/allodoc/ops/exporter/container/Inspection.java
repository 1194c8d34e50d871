package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code GET /containers/(id)/json} knows and the list does not.
 *
 * @param image as the container was created from it
 * @param imageId the digest of what it runs, which stays when the tag moves on
 * @param pid of its first process on the engine's host; 0 when none runs
 * @param restarts by the restart policy, since somebody last started it by hand
 * @param exitCode of the last run; empty while it runs or when it never did
 * @param oomKilled whether the kernel killed a process of the last run for lack of memory
 * @param created when it was made
 * @param started when the last run began; empty when it never did
 * @param finished when the last run ended; empty while it runs or when it never did
 * @param health what its health check says
 * @param failingStreak failed probes since the last good one
 * @param limits what it may use
 * @param keptRunning whether the engine was told to start it again when it ends
 * @param networkMode {@code bridge}, {@code host}, {@code none}, {@code container:(id)} or a network's name
 * @param cgroupParent empty for the engine's default
 */
record Inspection(
        String image,
        String imageId,
        int pid,
        long restarts,
        Optional<Integer> exitCode,
        boolean oomKilled,
        Optional<Instant> created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Health health,
        int failingStreak,
        Limits limits,
        boolean keptRunning,
        String networkMode,
        String cgroupParent) {

    /** The answer of a health check. */
    enum Health {
        NONE(-1),
        STARTING(0),
        UNHEALTHY(0),
        HEALTHY(1);

        private final int value;

        Health(int value) {
            this.value = value;
        }

        /** The value of {@code container_health_state}, as cAdvisor has it. */
        int value() {
            return value;
        }

        static Health of(String word) {
            return switch (word) {
                case "healthy" -> HEALTHY;
                case "unhealthy" -> UNHEALTHY;
                case "starting" -> STARTING;
                default -> NONE;
            };
        }
    }

    /**
     * The limits of a container, as cAdvisor reads them from the cgroup: 0 for no limit.
     *
     * @param cpuPeriodMicros length of a period
     * @param cpuQuotaMicros CPU time in a period
     * @param cpuShares weight against others
     * @param memoryBytes memory
     * @param memoryReservationBytes memory below which the kernel does not take it back
     * @param memorySwapBytes memory and swap together
     */
    record Limits(
            long cpuPeriodMicros,
            long cpuQuotaMicros,
            long cpuShares,
            long memoryBytes,
            long memoryReservationBytes,
            long memorySwapBytes) {
        private static final long KERNEL_PERIOD = 100_000;
        private static final long KERNEL_SHARES = 1024;

        static Limits parse(JsonNode host) {
            long period = host.path("CpuPeriod").asLong();
            long quota = host.path("CpuQuota").asLong();
            long nanoCpus = host.path("NanoCpus").asLong();
            period = period > 0 ? period : KERNEL_PERIOD;
            quota = nanoCpus > 0 ? Math.round(nanoCpus / 1e9 * (double) period) : quota;
            long shares = host.path("CpuShares").asLong();
            return new Limits(
                    period,
                    Math.max(0, quota),
                    shares > 0 ? shares : KERNEL_SHARES,
                    Math.max(0, host.path("Memory").asLong()),
                    Math.max(0, host.path("MemoryReservation").asLong()),
                    Math.max(0, host.path("MemorySwap").asLong()));
        }

        boolean hasCpuQuota() {
            return cpuQuotaMicros > 0;
        }
    }

    /** The restart policies of a container that may end; an old engine leaves the word out. */
    private static final Set<String> NOT_KEPT = Set.of("", "no");

    static String path(String id) {
        return "/containers/" + id + "/json";
    }

    static Inspection parse(JsonNode node) {
        JsonNode state = node.path("State");
        JsonNode host = node.path("HostConfig");
        JsonNode health = state.path("Health");
        boolean runs =
                state.path("Running").asBoolean() && !state.path("Restarting").asBoolean();
        Optional<Instant> finished = time(state.path("FinishedAt"));
        int exitCode = state.path("ExitCode").asInt();
        boolean ended = !runs && (finished.isPresent() || exitCode != 0);
        return new Inspection(
                node.path("Config").path("Image").asText(),
                node.path("Image").asText(),
                state.path("Pid").asInt(),
                node.path("RestartCount").asLong(),
                ended ? Optional.of(exitCode) : Optional.empty(),
                state.path("OOMKilled").asBoolean(),
                time(node.path("Created")),
                time(state.path("StartedAt")),
                runs ? Optional.empty() : finished,
                Health.of(health.path("Status").asText()),
                health.path("FailingStreak").asInt(),
                Limits.parse(host),
                !NOT_KEPT.contains(host.path("RestartPolicy").path("Name").asText()),
                host.path("NetworkMode").asText(),
                host.path("CgroupParent").asText());
    }

    /** Whether it has interfaces of its own; not so on the host's network or on another container's. */
    boolean hasOwnNetwork() {
        return !networkMode.equals("host") && !networkMode.equals("none") && !networkMode.startsWith("container:");
    }

    /** Go writes "never" as the first instant of the year 1. */
    private static Optional<Instant> time(JsonNode node) {
        try {
            Instant time = Instant.parse(node.asText());
            return time.getEpochSecond() > 0 ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
