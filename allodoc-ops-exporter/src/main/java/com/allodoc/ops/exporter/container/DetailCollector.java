package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The {@link Detail}s of the running containers. Source: cgroup files; an engine does not know them. */
final class DetailCollector implements Collector<DockerSession> {
    private final ContainerLabels labels;
    private final Map<Detail, Family> families = new EnumMap<>(Detail.class);

    DetailCollector(ContainerLabels labels) {
        this.labels = labels;
        for (Detail detail : Detail.values()) {
            families.put(detail, labels.family(detail.type(), detail.metric(), detail.help(), detail.label()));
        }
    }

    @Override
    public String name() {
        return "details";
    }

    @Override
    public List<Family> families() {
        return List.copyOf(families.values());
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        Map<Detail, SampleTable.Builder> tables = new EnumMap<>(Detail.class);
        session.readings(deadline).usages().forEach((container, usage) -> {
            for (Usage.DetailValue each : usage.details()) {
                Detail detail = each.detail();
                String value = detail.label().equals("device") ? session.deviceName(container, each.key()) : each.key();
                tables.computeIfAbsent(detail, this::table)
                        .row(labels.values(container, value))
                        .set(0, each.value());
            }
        });
        List<SampleTable> built = new ArrayList<>(tables.size());
        tables.values().forEach(table -> built.add(table.build()));
        return new Collected.Tables(built);
    }

    private SampleTable.Builder table(Detail detail) {
        SampleTable.Builder table = labels.table(detail.label());
        Family family = families.get(detail);
        if (family != null) {
            table.column(family);
        }
        return table;
    }
}
