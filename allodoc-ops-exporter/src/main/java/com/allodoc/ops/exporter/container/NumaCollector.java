package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/**
 * On which memory nodes the pages of the running containers are, when it was asked for. Source: cgroup files; an engine
 * does not know it.
 */
final class NumaCollector implements Collector<DockerSession> {
    private static final String[] PLACE = {"type", "scope", "node"};

    private final ContainerLabels labels;
    private final Family pages;
    private final Family migrate;

    NumaCollector(ContainerLabels labels) {
        this.labels = labels;
        this.pages = labels.family(GAUGE, "container_memory_numa_pages", "Pages in use on a memory node.", PLACE);
        this.migrate = labels.family(
                Measure.MEMORY_MIGRATE.type(), Measure.MEMORY_MIGRATE.metric(), Measure.MEMORY_MIGRATE.help());
    }

    @Override
    public String name() {
        return "numa";
    }

    @Override
    public List<Family> families() {
        return List.of(pages, migrate);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        SampleTable.Builder perNode = labels.table(PLACE);
        int pagesColumn = perNode.column(pages);
        SampleTable.Builder perContainer = labels.table();
        int migrateColumn = perContainer.column(migrate);
        session.readings(deadline).usages().forEach((container, usage) -> {
            for (Usage.NumaPages each : usage.numaPages()) {
                perNode.row(labels.values(container, each.type(), each.scope(), each.node()))
                        .set(pagesColumn, each.pages());
            }
            if (usage.has(Measure.MEMORY_MIGRATE)) {
                perContainer.row(labels.values(container)).set(migrateColumn, usage.value(Measure.MEMORY_MIGRATE));
            }
        });
        return Collected.of(perNode.build(), perContainer.build());
    }
}
