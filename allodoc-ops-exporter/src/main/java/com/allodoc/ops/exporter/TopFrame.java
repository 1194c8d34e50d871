package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ServiceBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the containers used between two readings, against what the services may use. Immutable. A number that is not known
 * is NaN.
 *
 * @param at when the second reading ended
 * @param rows the containers by name
 * @param budgets the services of which a container was found, in the order of the runbook
 * @param down why engines did not answer; empty when all did
 */
public record TopFrame(Instant at, List<Row> rows, List<Use> budgets, List<String> down) {
    /** From this share of a budget on it is worth a look. */
    private static final double NEAR = 0.8;

    public TopFrame {
        rows = List.copyOf(rows);
        budgets = List.copyOf(budgets);
        down = List.copyOf(down);
    }

    /** How much of a budget is used. */
    public enum Level {
        WITHIN,
        NEAR,
        OVER;

        static Level of(double share) {
            return share > 1 ? OVER : share >= TopFrame.NEAR ? NEAR : WITHIN;
        }
    }

    /**
     * A container.
     *
     * @param service the budget it counts for; empty for none
     * @param state as the engine has it
     * @param cores of CPU time used per second
     * @param memoryBytes the working set, as {@code docker stats} has it
     * @param memoryLimitBytes of the container itself; NaN when there is none
     * @param received bytes since it was made, as are the following
     * @param threads processes and threads
     */
    public record Row(
            String name,
            String service,
            String state,
            double cores,
            double memoryBytes,
            double memoryLimitBytes,
            double received,
            double sent,
            double read,
            double written,
            double threads) {}

    /** A service's containers together, against its budget. */
    public record Use(ServiceBudget budget, double cores, double memoryBytes) {
        public Level cpuLevel() {
            return Level.of(cores / budget.cpus());
        }

        public Level memoryLevel() {
            return Level.of(memoryBytes / budget.memoryBytes());
        }

        public Level level() {
            return cpuLevel().compareTo(memoryLevel()) > 0 ? cpuLevel() : memoryLevel();
        }
    }

    /** The worst of all services. */
    public Level level() {
        return budgets.stream().map(Use::level).max(Level::compareTo).orElse(Level.WITHIN);
    }

    static List<Row> rows(Optional<TopReading> before, TopReading now, List<ServiceBudget> budgets) {
        List<Row> rows = new ArrayList<>();
        double seconds = before.map(b -> Duration.between(
                                b.snapshot().at(), now.snapshot().at())
                        .toNanos()
                / 1e9)
                .orElse(Double.NaN);
        now.byId().forEach((id, usage) -> {
            TopReading.Usage earlier = before.map(b -> b.usage(id)).orElse(null);
            double used = earlier == null ? Double.NaN : cpu(usage) - cpu(earlier);
            double limit = usage.sum("container_spec_memory_limit_bytes");
            rows.add(new Row(
                    usage.name(),
                    budgets.stream()
                            .filter(budget -> counts(usage, budget))
                            .map(ServiceBudget::service)
                            .findFirst()
                            .orElse(""),
                    usage.state(),
                    // A container that restarted in between counts from 0.
                    used >= 0 ? used / seconds : Double.NaN,
                    usage.sum("container_memory_working_set_bytes"),
                    limit > 0 ? limit : Double.NaN,
                    usage.sum("container_network_receive_bytes_total"),
                    usage.sum("container_network_transmit_bytes_total"),
                    usage.sum("container_fs_reads_bytes_total"),
                    usage.sum("container_fs_writes_bytes_total"),
                    usage.sum("container_threads")));
        });
        return rows;
    }

    private static double cpu(TopReading.Usage usage) {
        return usage.sum("container_cpu_usage_seconds_total");
    }

    private static boolean counts(TopReading.Usage usage, ServiceBudget budget) {
        List<String> words = Arrays.asList(usage.name().split("[^A-Za-z0-9]+", -1));
        return budget.containers().stream().anyMatch(word -> word.equals(usage.service()) || words.contains(word));
    }

    static List<Use> uses(List<Row> rows, List<ServiceBudget> budgets) {
        Map<String, Use> uses = new LinkedHashMap<>();
        for (ServiceBudget budget : budgets) {
            List<Row> own =
                    rows.stream().filter(row -> row.service().equals(budget.service())).toList();
            if (!own.isEmpty()) {
                uses.put(
                        budget.service(),
                        new Use(
                                budget,
                                sum(own.stream().mapToDouble(Row::cores).toArray()),
                                sum(own.stream().mapToDouble(Row::memoryBytes).toArray())));
            }
        }
        return List.copyOf(uses.values());
    }

    /** What is not known adds nothing. */
    private static double sum(double... values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sum();
    }
}
