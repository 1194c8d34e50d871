package com.allodoc.ops.exporter.container;

import java.util.ArrayList;
import java.util.List;

/** The table of {@code /proc/<pid>/net/dev}: the interfaces of a process's network namespace. */
final class NetDev {

    /** What cAdvisor leaves out: the loopback, and what an engine inside the container makes for its own containers. */
    private static final List<String> IGNORED = List.of("lo", "veth", "docker", "nerdctl");

    private static final int COLUMNS = 16;

    private NetDev() {}

    static List<Usage.Interface> parse(String text) {
        List<Usage.Interface> interfaces = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String name = line.substring(0, colon).strip();
            String[] columns = line.substring(colon + 1).strip().split(" +", -1);
            if (columns.length >= COLUMNS && IGNORED.stream().noneMatch(name::startsWith)) {
                interfaces.add(new Usage.Interface(name, traffic(columns, 0), traffic(columns, 8)));
            }
        }
        return interfaces;
    }

    private static Usage.Traffic traffic(String[] columns, int from) {
        return new Usage.Traffic(
                Double.parseDouble(columns[from]),
                Double.parseDouble(columns[from + 1]),
                Double.parseDouble(columns[from + 2]),
                Double.parseDouble(columns[from + 3]));
    }
}
