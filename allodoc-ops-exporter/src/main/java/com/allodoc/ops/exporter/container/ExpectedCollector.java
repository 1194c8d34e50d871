package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The services that should run, so that one that never started is seen: a container that was never made has no series of
 * its own. Which they are says the configuration, or else compose.
 */
final class ExpectedCollector implements Collector<DockerSession> {
    private static final Family EXPECTED = Family.gauge(
            "allodoc_container_expected",
            "1 for each service that should run, by the configuration or by compose and restart policy.",
            "project",
            "service");
    private static final Family RUNNING = Family.gauge(
            "allodoc_container_expected_running",
            "Running containers of each service that should run; 0 when it never started.",
            "project",
            "service");

    private final List<ExpectedService> configured;

    ExpectedCollector(List<ExpectedService> configured) {
        this.configured = configured;
    }

    @Override
    public String name() {
        return "expected";
    }

    @Override
    public List<Family> families() {
        return List.of(EXPECTED, RUNNING);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) {
        List<Container> containers = session.containers();
        Collection<ExpectedService> services =
                configured.isEmpty() ? session.composeServices() : new TreeSet<>(configured);
        SampleTable.Builder table = SampleTable.labelled("project", "service");
        int expected = table.column(EXPECTED);
        int running = table.column(RUNNING);
        for (ExpectedService service : services) {
            table.row(service.project(), service.name())
                    .set(expected, 1)
                    .set(running, (double) service.running(containers));
        }
        return Collected.of(table.build());
    }
}
