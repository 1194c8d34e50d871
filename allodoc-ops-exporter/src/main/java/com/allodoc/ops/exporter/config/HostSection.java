package com.allodoc.ops.exporter.config;

import java.util.Optional;

/** One entry of {@code targets.host}. */
final class HostSection {
    private HostSection() {}

    static Optional<HostTarget> decode(YamlObject entry) {
        HostTarget.Builder builder = HostTarget.builder();
        entry.take("name").flatMap(v -> v.parse(TargetName::check)).ifPresent(builder::name);
        entry.take("procRoot").flatMap(YamlValue::file).ifPresent(builder::procRoot);
        entry.take("sysRoot").flatMap(YamlValue::file).ifPresent(builder::sysRoot);
        entry.take("rootfs").flatMap(YamlValue::file).ifPresent(builder::rootfs);
        entry.take("besideNodeExporter").flatMap(YamlValue::bool).ifPresent(builder::besideNodeExporter);
        entry.finish();
        return Optional.of(builder.build());
    }
}
