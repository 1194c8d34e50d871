package com.allodoc.ops.exporter.config;

import java.util.List;

/**
 * What one service of the runbook may use. Immutable.
 *
 * @param service its name in the runbook
 * @param cpus cores
 * @param memoryBytes memory
 * @param containers the words that a container's name or compose service has when it belongs to the service; all of them
 *     together have this budget
 */
public record ServiceBudget(String service, double cpus, long memoryBytes, List<String> containers) {
    private static final long MEBI = 1 << 20;

    /** The table "Resource Requirements" of the runbook. */
    public static final List<ServiceBudget> RUNBOOK = List.of(
            new ServiceBudget("frontend", 0.5, 512 * MEBI, List.of("frontend", "nginx")),
            new ServiceBudget("backend", 2, 2048 * MEBI, List.of("backend")),
            new ServiceBudget("database", 2, 4096 * MEBI, List.of("database", "postgres", "db")),
            new ServiceBudget("redis", 1, 1024 * MEBI, List.of("redis")),
            new ServiceBudget(
                    "monitoring",
                    1,
                    2048 * MEBI,
                    List.of("monitoring", "prometheus", "grafana", "loki", "alertmanager")));

    public ServiceBudget {
        containers = List.copyOf(containers);
        if (service.isBlank()) {
            throw new IllegalArgumentException("service must not be blank");
        }
        if (!(cpus > 0) || memoryBytes <= 0) {
            throw new IllegalArgumentException("cpus and memory must be more than 0; leave the budget out for no limit");
        }
        if (containers.isEmpty()) {
            throw new IllegalArgumentException("containers must name at least one word; without the key it is the service");
        }
    }
}
