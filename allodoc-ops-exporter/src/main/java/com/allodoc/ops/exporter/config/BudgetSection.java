package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.Optional;

/** One entry of {@code targets.docker[].budgets}. */
final class BudgetSection {
    private BudgetSection() {}

    static Optional<ServiceBudget> decode(YamlObject entry) {
        Optional<String> service = required(entry, "service").flatMap(v -> v.parse(TargetName::check));
        Optional<Double> cpus = required(entry, "cpus").flatMap(v -> v.parse(BudgetSection::cores));
        Optional<Long> memory = required(entry, "memory").flatMap(v -> v.parse(ByteSize::parse));
        Optional<List<String>> containers = entry.take("containers").map(DockerSection::texts);
        entry.finish();
        if (service.isEmpty() || cpus.isEmpty() || memory.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServiceBudget(
                    service.get(), cpus.get(), memory.get(), containers.orElse(List.of(service.get()))));
        } catch (IllegalArgumentException e) {
            entry.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<YamlValue> required(YamlObject entry, String key) {
        Optional<YamlValue> value = entry.take(key);
        if (value.isEmpty()) {
            entry.problem("needs the key " + key + ", as in {service: backend, cpus: 2, memory: 2GB}");
        }
        return value;
    }

    private static double cores(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number of cores such as 0.5", e);
        }
    }
}
