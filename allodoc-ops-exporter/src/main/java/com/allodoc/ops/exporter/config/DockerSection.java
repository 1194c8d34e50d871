package com.allodoc.ops.exporter.config;

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
}
