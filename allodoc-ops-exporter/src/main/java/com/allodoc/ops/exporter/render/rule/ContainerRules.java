package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.Area.CONTAINER;

import java.util.List;

/** Containers: whether what is expected runs, and how close it is to its limit or plan. */
final class ContainerRules {
    private static final String BY_NAME = "environment, job, instance, name";

    /** Gives a container's series the service that the definition knows it as, or else its own name. */
    private static final String OF_SERVICE = " * on (environment, name) group_left (service) container:service:info";

    static final List<RecordingRule> RECORDS = List.of(
            RecordingRule.of("container:service:info", """
                max by (environment, name, service) (service:container_expected:info)
                or (
                  label_replace(
                    max by (environment, name) (container_last_seen{name!=""}) > bool 0,
                    "service", "$1", "name", "(.+)"
                  )
                  unless on (environment, name) service:container_expected:info
                )
                """),
            RecordingRule.of("container:running:bool", """
                (
                  service:container_expected:info
                    * on (environment, name) group_left ()
                      (max by (environment, name) (time() - container_last_seen{name!=""} < bool 60))
                  or service:container_expected:info * 0
                )
                and on (environment) machine_cpu_cores
                """),
            RecordingRule.of(
                    "container:cpu:cores",
                    "sum by (" + BY_NAME + ") (rate(container_cpu_usage_seconds_total{name!=\"\"}[5m]))"),
            RecordingRule.of("container:cpu:ratio", """
                container:cpu:cores / (
                  sum by (%1$s) (container_spec_cpu_quota{name!=""})
                  / sum by (%1$s) (container_spec_cpu_period{name!=""}) > 0
                )
                or container:cpu:cores
                  / on (environment, name) group_left () max by (environment, name) (service:cpu_budget:cores)
                """.formatted(BY_NAME)),
            RecordingRule.of(
                    "container:memory:bytes",
                    "sum by (" + BY_NAME + ") (container_memory_working_set_bytes{name!=\"\"})"),
            RecordingRule.of("container:memory:ratio", """
                container:memory:bytes / (sum by (%s) (container_spec_memory_limit_bytes{name!=""}) > 0)
                or container:memory:bytes
                  / on (environment, name) group_left () max by (environment, name) (service:memory_budget:bytes)
                """.formatted(BY_NAME)),
            RecordingRule.of("container:cpu_throttled:ratio5m", """
                sum by (%1$s) (rate(container_cpu_cfs_throttled_periods_total{name!=""}[5m]))
                  / (sum by (%1$s) (rate(container_cpu_cfs_periods_total{name!=""}[5m])) > 0)
                """.formatted(BY_NAME)),
            RecordingRule.of("container:network:bytes_rate", """
                sum by (%1$s) (rate(container_network_receive_bytes_total{name!=""}[5m]))
                  + sum by (%1$s) (rate(container_network_transmit_bytes_total{name!=""}[5m]))
                """.formatted(BY_NAME)),
            RecordingRule.of("container:network:ratio", """
                container:network:bytes_rate
                  / on (environment, name) group_left () max by (environment, name) (service:network_budget:bytes_rate)
                """),
            // The hour around this minute, a week ago: surgeries have their busy mornings and their free afternoons.
            RecordingRule.of("container:network_week_before:ratio", """
                container:network:bytes_rate / on (environment, name) group_left () (
                  max by (environment, name) (avg_over_time(container:network:bytes_rate[1h] offset 167h30m)) > 0
                )
                """));

    static final List<AlertSpec> ALERTS = List.of(
            alert(
                    "ContainerNotRunning",
                    "container:running:bool{core=\"true\"} {limit}",
                    "Container {{ $labels.name }} is not running",
                    "A container that a core service needs is stopped, restarting, or was never made."),
            alert(
                    "SupportContainerNotRunning",
                    "container:running:bool{core=\"false\"} {limit}",
                    "Container {{ $labels.name }} is not running",
                    "A container beside the core services is stopped, restarting, or was never made."),
            alert(
                            "ContainerRestarting",
                            "(sum by (" + BY_NAME + ") (increase(container_restart_count[15m])) {limit})" + OF_SERVICE,
                            "Container {{ $labels.name }} restarts again and again",
                            "The restart policy starts the container anew because its process ends. Its last lines say"
                                    + " why.")
                    .community("(sum by (" + BY_NAME
                            + ") (changes(container_start_time_seconds{name!=\"\"}[15m])) {limit})" + OF_SERVICE),
            alert(
                            "ContainerOomKilled",
                            "(sum by (" + BY_NAME + ") (increase(container_oom_events_total{name!=\"\"}[10m])) {limit}"
                                    + " or max by (" + BY_NAME + ") (container_oom_killed) {limit})" + OF_SERVICE,
                            "Container {{ $labels.name }} ran out of memory",
                            "The kernel killed a process of the container because its memory limit was reached.")
                    .community("(sum by (" + BY_NAME
                            + ") (increase(container_oom_events_total{name!=\"\"}[10m])) {limit})" + OF_SERVICE),
            alert(
                            "ContainerUnhealthy",
                            "(max by (" + BY_NAME + ") (container_health_failing_streak) {limit})" + OF_SERVICE,
                            "Container {{ $labels.name }} fails its health check",
                            "The image's own health check fails.")
                    .nativeOnly(),
            alert(
                    "ContainerMemoryNearLimit",
                    "(container:memory:ratio {limit})" + OF_SERVICE,
                    "Container {{ $labels.name }} is close to its memory limit",
                    "The working set, which the kernel can't give back, is close to the limit, or to the plan where"
                            + " none is set."),
            alert(
                    "ContainerCpuThrottled",
                    "(container:cpu_throttled:ratio5m {limit} and container:cpu:ratio > {floor:container_cpu_ratio})"
                            + OF_SERVICE,
                    "Container {{ $labels.name }} is held back by its CPU quota",
                    "The container was stopped in most of its periods because it had used up its quota, and it needs"
                            + " most of it all the time. Throttling alone is normal for short bursts."),
            alert(
                    "NetworkSpike",
                    "(container:network_week_before:ratio {limit}"
                            + " and container:network:ratio > {floor:container_network_ratio})" + OF_SERVICE,
                    "Container {{ $labels.name }} moves far more data than a week ago",
                    "The container receives and sends several times what it did at this hour of the week before, and a"
                            + " good part of the service's planned network: a download of everything, a loop, or data that"
                            + " leaves the house."));

    private ContainerRules() {}

    private static AlertSpec alert(String name, String expression, String summary, String meaning) {
        return AlertSpec.of(name, CONTAINER, expression, summary, meaning);
    }
}
