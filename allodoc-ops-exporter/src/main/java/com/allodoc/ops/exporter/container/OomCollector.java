package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How often the kernel killed for lack of memory. Source: the engine's events, and the cgroup, whichever counted more: a
 * cgroup ends with the process that was killed, and starts at 0 when the container is started again; events are counted
 * since we listen. Given for stopped containers too, since that is how most of them end.
 */
final class OomCollector implements Collector<DockerSession> {
    private final ContainerLabels labels;
    private final Family events;

    OomCollector(ContainerLabels labels) {
        this.labels = labels;
        this.events = labels.family(
                COUNTER, "container_oom_events_total", "Times the kernel killed a process for lack of memory.");
    }

    @Override
    public String name() {
        return "oom";
    }

    @Override
    public List<Family> families() {
        return List.of(events);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        Map<Container, Usage> usages = session.readings(deadline).usages();
        SampleTable.Builder table = labels.table();
        int column = table.column(events);
        for (Container container : session.containers()) {
            double told = session.oomEvents(container);
            Usage usage = usages.get(container);
            double counted = usage == null ? Double.NaN : usage.value(Measure.OOM_EVENTS);
            double most = Double.isNaN(told) ? counted : Double.isNaN(counted) ? told : Math.max(told, counted);
            if (!Double.isNaN(most)) {
                table.row(labels.values(container)).set(column, most);
            }
        }
        return Collected.of(table.build());
    }
}
