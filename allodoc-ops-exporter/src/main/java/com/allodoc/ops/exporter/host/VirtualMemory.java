package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paging, and the kernel's kills for lack of memory. Source: {@code /proc/vmstat}; the fields that node_exporter takes. */
final class VirtualMemory {
    private static final Map<String, Family> BY_WORD = families();

    static final HostCollector COLLECTOR =
            new HostCollector("vmstat", new ArrayList<>(BY_WORD.values()), VirtualMemory::read);

    private VirtualMemory() {}

    private static Map<String, Family> families() {
        Map<String, Family> families = new LinkedHashMap<>();
        for (String field : List.of("oom_kill", "pgfault", "pgmajfault", "pgpgin", "pgpgout", "pswpin", "pswpout")) {
            families.put(
                    field,
                    new Family(
                            "node_vmstat_" + field,
                            MetricType.UNTYPED,
                            "The field " + field + " of /proc/vmstat.",
                            List.of()));
        }
        return families;
    }

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled().row();
        for (String line : KernelText.lines(session.proc("vmstat"))) {
            int space = line.indexOf(' ');
            Family family = space < 0 ? null : BY_WORD.get(line.substring(0, space));
            if (family != null) {
                table.set(table.column(family), KernelText.number(line.substring(space + 1)));
            }
        }
        return List.of(table.build());
    }
}
