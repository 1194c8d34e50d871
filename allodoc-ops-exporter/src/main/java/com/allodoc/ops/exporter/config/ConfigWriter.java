package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes a configuration as {@code ops.yml}, complete and readable again, with every secret masked. */
public final class ConfigWriter {
    private ConfigWriter() {}

    /** The whole configuration with its defaults spelled out. */
    public static String write(ExporterConfig config) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "listen",
                Map.of(
                        "addresses",
                        config.listen().addresses().stream()
                                .map(ListenAddress::toString)
                                .toList()));
        Map<String, Object> scrape = new LinkedHashMap<>();
        scrape.put("timeout", DurationText.format(config.scrape().timeout()));
        scrape.put("timeoutMargin", DurationText.format(config.scrape().timeoutMargin()));
        scrape.put("minimumInterval", DurationText.format(config.scrape().minimumInterval()));
        root.put("scrape", scrape);
        config.limits()
                .ifPresent(limits ->
                        root.put("runbook", limits.file().toAbsolutePath().toString()));
        Map<String, Object> targets = new LinkedHashMap<>();
        targets.put(
                "postgres",
                config.postgres().stream().map(PostgresWriter::entry).toList());
        targets.put("redis", config.redis().stream().map(ConfigWriter::redis).toList());
        targets.put(
                "docker", config.containers().stream().map(ConfigWriter::docker).toList());
        targets.put("host", config.hosts().stream().map(ConfigWriter::host).toList());
        root.put("targets", targets);
        root.put("probe", ProbeSection.write(config.probe(), PostgresWriter::entry, ConfigWriter::redis));
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setSplitLines(false)
                .setSchema(new CoreSchema())
                .build();
        return new Dump(settings).dumpToString(escape(root));
    }

    private static Map<String, Object> redis(RedisTarget target) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", target.name());
        entry.put("host", target.host());
        entry.put("port", target.port());
        put(entry, "user", target.user());
        put(entry, "password", target.password());
        entry.put("tls", target.tls());
        put(entry, "tlsCa", target.tlsCa());
        put(entry, "tlsCertificate", target.tlsCertificate());
        put(entry, "tlsKey", target.tlsKey());
        entry.put("tlsVerify", target.tlsVerify());
        entry.put("cluster", target.cluster());
        entry.putAll(RedisOptionsSection.write(target.options()));
        return entry;
    }

    private static Map<String, Object> docker(ContainerTarget target) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", target.name());
        entry.put("host", target.dockerHost());
        put(entry, "tlsCertPath", target.tlsCertPath());
        entry.put("cgroupRoot", target.cgroupRoot().toString());
        entry.put("procRoot", target.procRoot().toString());
        entry.put("labels", target.labels());
        entry.put("stoppedFor", DurationText.format(target.stoppedFor()));
        put(entry, "sizesEvery", target.sizesEvery().map(DurationText::format));
        entry.put("numa", target.numa());
        entry.put("expected", target.expected());
        entry.put("budgets", target.budgets().stream().map(ConfigWriter::budget).toList());
        return entry;
    }

    private static Map<String, Object> budget(ServiceBudget budget) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("service", budget.service());
        entry.put("cpus", budget.cpus());
        entry.put("memory", ByteSize.format(budget.memoryBytes()));
        entry.put("containers", budget.containers());
        return entry;
    }

    private static Map<String, Object> host(HostTarget target) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", target.name());
        entry.put("procRoot", target.procRoot().toString());
        entry.put("sysRoot", target.sysRoot().toString());
        entry.put("rootfs", target.rootfs().toString());
        entry.put("besideNodeExporter", target.besideNodeExporter());
        return entry;
    }

    /** {@link Secret#toString()} masks. */
    static void put(Map<String, Object> entry, String key, Optional<?> value) {
        value.ifPresent(v -> entry.put(key, v.toString()));
    }

    /** A literal <code>${</code> would be taken for a reference when read again. */
    private static Object escape(Object value) {
        if (value instanceof String text) {
            return text.replace("${", "$${");
        }
        if (value instanceof List<?> list) {
            List<Object> escaped = new ArrayList<>();
            list.forEach(item -> escaped.add(escape(item)));
            return escaped;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> escaped = new LinkedHashMap<>();
            map.forEach((key, item) -> escaped.put(key, escape(item)));
            return escaped;
        }
        return value;
    }
}
