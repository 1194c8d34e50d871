package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/** How the usage of the running containers was read, so that what is missing on the page is not missing silently. */
final class ReadingsCollector implements Collector<DockerSession> {
    private static final Family READ = Family.gauge(
            "allodoc_container_usage_read",
            "Running containers whose usage was read in this scrape, from cgroup files or by asking the engine.",
            "reader");
    private static final Family LEFT_OUT = Family.gauge(
            "allodoc_container_usage_left_out",
            "Running containers whose usage could not be read before the deadline of this scrape.");

    @Override
    public String name() {
        return "readings";
    }

    @Override
    public List<Family> families() {
        return List.of(READ, LEFT_OUT);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        Readings readings = session.readings(deadline);
        SampleTable.Builder table = SampleTable.labelled("reader");
        int column = table.column(READ);
        table.row("cgroup").set(column, readings.byFiles());
        table.row("engine").set(column, readings.byEngine());
        return Collected.of(table.build(), SampleTable.single(LEFT_OUT, readings.leftOut()));
    }
}
