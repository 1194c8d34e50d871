package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Traffic of the network interfaces. Source: {@code /proc/net/dev}. */
final class NetworkTraffic {
    /** The columns of the file, in its order. */
    private static final List<Family> FAMILIES = families();

    static final HostCollector COLLECTOR = new HostCollector("netdev", FAMILIES, NetworkTraffic::read);

    private NetworkTraffic() {}

    private static List<Family> families() {
        List<Family> families = new ArrayList<>();
        for (String field : List.of("bytes", "packets", "errs", "drop", "fifo", "frame", "compressed", "multicast")) {
            families.add(family("receive", field));
        }
        for (String field : List.of("bytes", "packets", "errs", "drop", "fifo", "colls", "carrier", "compressed")) {
            families.add(family("transmit", field));
        }
        return families;
    }

    private static Family family(String direction, String field) {
        return Family.counter(
                "node_network_" + direction + "_" + field + "_total",
                "The column " + field + " of /proc/net/dev, " + direction + " side.",
                "device");
    }

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled("device");
        FAMILIES.forEach(table::column);
        for (String line : KernelText.lines(session.net("dev"))) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String[] words = KernelText.words(line.substring(colon + 1));
            table.row(line.substring(0, colon).strip());
            for (int i = 0; i < FAMILIES.size() && i < words.length; i++) {
                table.set(i, KernelText.number(words[i]));
            }
        }
        return List.of(table.build());
    }
}
