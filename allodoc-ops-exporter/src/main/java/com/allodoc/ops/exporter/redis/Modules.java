package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The modules that are loaded. Source: the lines {@code module:name=…,ver=…} of INFO Modules. */
final class Modules implements RedisCollector {
    private static final String[] LABELS = {"name", "ver", "api", "filters", "usedby", "using"};
    private static final Family INFO =
            Family.gauge("redis_module_info", "1; the labels say which module is loaded.", LABELS);

    @Override
    public String name() {
        return "modules";
    }

    @Override
    public List<Family> families() {
        return List.of(INFO, RowLimit.DROPPED);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        SampleTable.Builder table = SampleTable.labelled(LABELS);
        int column = table.column(INFO);
        RowLimit limit = new RowLimit();
        Set<String> seen = new HashSet<>();
        InfoLine line = session.info().rows("Modules");
        while (line.next()) {
            String[] values = new String[LABELS.length];
            for (int i = 0; i < LABELS.length; i++) {
                values[i] = line.text(LABELS[i]).orElse("");
            }
            if (!values[0].isEmpty() && seen.add(values[0]) && limit.admits()) {
                table.row(values).set(column, 1);
            }
        }
        return Collected.of(table.build(), limit.dropped(name()));
    }
}
