package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/**
 * Memory and swap. Source: {@code /proc/meminfo}, every line of it; which there are depends on the kernel. Memory in use
 * is {@code MemTotal - MemAvailable}: the page cache is given back when it is needed.
 */
final class Memory {
    private static final Family BYTES =
            Family.gauge("node_memory_*_bytes", "The field of /proc/meminfo in the name, in bytes.");
    private static final Family COUNT = Family.gauge("node_memory_*", "The field of /proc/meminfo in the name.");

    static final HostCollector COLLECTOR = new HostCollector("meminfo", List.of(BYTES, COUNT), Memory::read);

    private static final double KIBI = 1024;

    private Memory() {}

    /** Lines such as {@code Active(anon):  1376 kB} and {@code HugePages_Total:  0}. */
    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled().row();
        for (String line : KernelText.lines(session.proc("meminfo"))) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String field = line.substring(0, colon).replace('(', '_').replace(")", "");
            String[] words = KernelText.words(line.substring(colon + 1));
            boolean inKibi = words.length > 1 && words[1].equals("kB");
            String name = "node_memory_" + field + (inKibi ? "_bytes" : "");
            double value = KernelText.number(words[0]);
            if (Family.isMetricName(name) && !Double.isNaN(value)) {
                table.set(table.column((inKibi ? BYTES : COUNT).named(name)), inKibi ? value * KIBI : value);
            }
        }
        return List.of(table.build());
    }
}
