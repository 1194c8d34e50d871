package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What {@code uname} says; dashboards choose their machine by it. Source: {@code /proc/sys/kernel}. */
final class KernelName {
    private static final String[] LABELS = {"sysname", "release", "version", "machine", "nodename", "domainname"};
    private static final Family INFO =
            Family.gauge("node_uname_info", "Name and version of the kernel, and of the machine; always 1.", LABELS);

    static final HostCollector COLLECTOR = new HostCollector("uname", List.of(INFO), KernelName::read);

    private static final Map<String, String> MACHINES = Map.of("amd64", "x86_64", "x86", "i686");

    private KernelName() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled(LABELS);
        int info = table.column(INFO);
        String architecture = System.getProperty("os.arch", "");
        table.row(
                        value(session, "ostype"),
                        value(session, "osrelease"),
                        value(session, "version"),
                        MACHINES.getOrDefault(architecture, architecture),
                        value(session, "hostname"),
                        value(session, "domainname"))
                .set(info, 1);
        return List.of(table.build());
    }

    private static String value(HostSession session, String file) throws IOException {
        return session.proc("sys/kernel/" + file).strip();
    }
}
