package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Boot time and what the kernel counts since. Source: the other lines of {@code /proc/stat}. */
final class Kernel {
    private static final Map<String, Family> BY_WORD = families();

    static final HostCollector COLLECTOR = new HostCollector("stat", List.copyOf(BY_WORD.values()), Kernel::read);

    private Kernel() {}

    private static Map<String, Family> families() {
        Map<String, Family> families = new LinkedHashMap<>();
        families.put(
                "btime", Family.gauge("node_boot_time_seconds", "When the machine booted, in seconds since 1970."));
        families.put("ctxt", Family.counter("node_context_switches_total", "Context switches."));
        families.put("processes", Family.counter("node_forks_total", "Processes and threads started."));
        families.put("intr", Family.counter("node_intr_total", "Interrupts serviced."));
        families.put("procs_running", Family.gauge("node_procs_running", "Processes that run or could."));
        families.put("procs_blocked", Family.gauge("node_procs_blocked", "Processes that wait for I/O."));
        return families;
    }

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled().row();
        for (String line : KernelText.lines(session.stat())) {
            int space = line.indexOf(' ');
            Family family = space < 0 ? null : BY_WORD.get(line.substring(0, space));
            if (family != null) {
                int end = line.indexOf(' ', space + 1);
                String number = line.substring(space + 1, end < 0 ? line.length() : end);
                table.set(table.column(family), KernelText.number(number));
            }
        }
        return List.of(table.build());
    }
}
