package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of {@link Measure}s of the running containers. Source: cgroup files or the engine's stats. */
final class MeasureCollector implements Collector<DockerSession> {
    private final String name;
    private final ContainerLabels labels;
    private final Map<Measure, Family> families = new EnumMap<>(Measure.class);

    /** Measures with the same labels share a table. */
    private final Map<List<String>, List<Measure>> groups = new LinkedHashMap<>();

    MeasureCollector(String name, Collection<Measure> measures, ContainerLabels labels) {
        this.name = name;
        this.labels = labels;
        for (Measure measure : measures) {
            families.put(
                    measure, labels.family(measure.type(), measure.metric(), measure.help(), measure.labelNames()));
            groups.computeIfAbsent(List.of(measure.labelValues()), key -> new ArrayList<>())
                    .add(measure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Family> families() {
        return List.copyOf(families.values());
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        Map<Container, Usage> usages = session.readings(deadline).usages();
        List<SampleTable> tables = new ArrayList<>(groups.size());
        for (List<Measure> group : groups.values()) {
            tables.add(table(group, usages));
        }
        return new Collected.Tables(tables);
    }

    private SampleTable table(List<Measure> group, Map<Container, Usage> usages) {
        String[] names = group.get(0).labelNames();
        String[] values = group.get(0).labelValues();
        SampleTable.Builder table = labels.table(names);
        Map<Measure, Integer> columns = new EnumMap<>(Measure.class);
        families.forEach((measure, family) -> {
            if (group.contains(measure)) {
                columns.put(measure, table.column(family));
            }
        });
        usages.forEach((container, usage) -> {
            table.row(labels.values(container, values));
            columns.forEach((measure, column) -> {
                if (usage.has(measure) && measure.appliesTo(container)) {
                    table.set(column, usage.value(measure));
                }
            });
        });
        return table.build();
    }
}
