package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry of {@code targets.docker}. */
final class DockerSection {
    private DockerSection() {}

    static Optional<ContainerTarget> decode(YamlObject entry) {
        ContainerTarget.Builder builder = ContainerTarget.builder();
        entry.take("name").flatMap(v -> v.parse(TargetName::check)).ifPresent(builder::name);
        Optional<YamlValue> host = entry.take("host");
        Optional<String> address = host.flatMap(v -> v.parse(DockerHost::check));
        address.ifPresent(builder::dockerHost);
        entry.take("tlsCertPath").flatMap(YamlValue::file).ifPresent(builder::tlsCertPath);
        entry.take("cgroupRoot").flatMap(YamlValue::file).ifPresent(builder::cgroupRoot);
        entry.take("procRoot").flatMap(YamlValue::file).ifPresent(builder::procRoot);
        entry.take("labels").map(DockerSection::texts).ifPresent(builder::labels);
        entry.take("stoppedFor").flatMap(YamlValue::duration).ifPresent(builder::stoppedFor);
        entry.take("sizesEvery").flatMap(YamlValue::duration).ifPresent(builder::sizesEvery);
        entry.take("numa").flatMap(YamlValue::bool).ifPresent(builder::numa);
        builder.expected(expected(entry));
        entry.take("budgets").map(DockerSection::budgets).ifPresent(builder::budgets);
        entry.finish();
        if (host.isPresent() && address.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(builder.build());
        } catch (IllegalArgumentException e) {
            entry.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What the configuration names, and what the compose files it names start. */
    private static List<String> expected(YamlObject entry) {
        List<String> expected = new ArrayList<>();
        entry.take("expected").map(DockerSection::texts).ifPresent(expected::addAll);
        for (YamlValue file : entry.take("composeFiles").map(YamlValue::list).orElse(List.of())) {
            file.file().ifPresent(path -> {
                try {
                    expected.addAll(ComposeFile.services(path));
                } catch (IllegalArgumentException e) {
                    file.problem(String.valueOf(e.getMessage()));
                }
            });
        }
        return expected.stream().distinct().toList();
    }

    private static List<ServiceBudget> budgets(YamlValue value) {
        List<ServiceBudget> budgets = new ArrayList<>();
        value.list()
                .forEach(each -> each.object().flatMap(BudgetSection::decode).ifPresent(budgets::add));
        return budgets;
    }

    static List<String> texts(YamlValue value) {
        return value.list().stream().flatMap(each -> each.text().stream()).toList();
    }
}
