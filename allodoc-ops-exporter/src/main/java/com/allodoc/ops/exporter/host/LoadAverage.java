package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/** How many processes wanted to run. Source: {@code /proc/loadavg}. */
final class LoadAverage {
    private static final List<Family> FAMILIES = List.of(
            Family.gauge("node_load1", "Load average of 1 minute."),
            Family.gauge("node_load5", "Load average of 5 minutes."),
            Family.gauge("node_load15", "Load average of 15 minutes."));

    static final HostCollector COLLECTOR = new HostCollector("loadavg", FAMILIES, LoadAverage::read);

    private LoadAverage() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        String[] words = KernelText.words(session.proc("loadavg"));
        SampleTable.Builder table = SampleTable.labelled().row();
        for (int i = 0; i < FAMILIES.size() && i < words.length; i++) {
            table.set(table.column(FAMILIES.get(i)), KernelText.number(words[i]));
        }
        return List.of(table.build());
    }
}
