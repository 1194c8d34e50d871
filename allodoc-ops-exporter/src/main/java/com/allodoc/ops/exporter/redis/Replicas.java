package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The replicas a server feeds, a row each. Source: the lines {@code slave0:ip=…,port=…} of INFO Replication. */
final class Replicas {
    private static final String[] LABELS = {"slave_ip", "slave_port", "slave_state"};
    private static final Family OFFSET =
            Family.gauge("redis_connected_slave_offset_bytes", "Offset the replica has confirmed.", LABELS);
    private static final Family LAG =
            Family.gauge("redis_connected_slave_lag_seconds", "Seconds since the replica last confirmed.", LABELS);

    static final List<Family> FAMILIES = List.of(OFFSET, LAG, RowLimit.DROPPED);

    private Replicas() {}

    static List<SampleTable> tables(InfoReply info) {
        SampleTable.Builder table = SampleTable.labelled(LABELS);
        int offset = table.column(OFFSET);
        int lag = table.column(LAG);
        RowLimit limit = new RowLimit();
        Set<List<String>> seen = new HashSet<>();
        InfoLine line = info.rows(Replication.SECTION);
        while (line.next()) {
            OptionalDouble confirmed = line.number("offset");
            if (confirmed.isEmpty() || !isReplica(line)) {
                continue;
            }
            List<String> labels = List.of(
                    line.text("ip").orElse(""),
                    line.text("port").orElse(""),
                    line.text("state").orElse(""));
            // Behind one translated address two replicas may look the same; the page takes a series once.
            if (seen.add(labels) && limit.admits()) {
                table.row(labels.toArray(new String[0])).set(offset, confirmed).set(lag, line.number("lag"));
            }
        }
        return List.of(table.build(), limit.dropped("replication"));
    }

    private static boolean isReplica(InfoLine line) {
        String number = line.nameAfter("slave").orElse("");
        return !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
