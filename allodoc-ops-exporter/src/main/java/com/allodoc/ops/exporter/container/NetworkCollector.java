package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/** Traffic of the running containers by interface. Source: {@code /proc/<pid>/net/dev} or the engine's stats. */
final class NetworkCollector implements Collector<DockerSession> {
    private final ContainerLabels labels;
    private final Direction received;
    private final Direction sent;

    NetworkCollector(ContainerLabels labels) {
        this.labels = labels;
        this.received = new Direction(labels, "receive", "received");
        this.sent = new Direction(labels, "transmit", "sent");
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public List<Family> families() {
        return List.of(
                received.bytes,
                received.packets,
                received.errors,
                received.dropped,
                sent.bytes,
                sent.packets,
                sent.errors,
                sent.dropped);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = labels.table("interface");
        int receivedColumn = received.columns(table);
        int sentColumn = sent.columns(table);
        session.readings(deadline).usages().forEach((container, usage) -> {
            for (Usage.Interface each : usage.interfaces()) {
                table.row(labels.values(container, each.name()));
                set(table, receivedColumn, each.received());
                set(table, sentColumn, each.sent());
            }
        });
        return Collected.of(table.build());
    }

    private static void set(SampleTable.Builder table, int first, Usage.Traffic traffic) {
        table.set(first, traffic.bytes())
                .set(first + 1, traffic.packets())
                .set(first + 2, traffic.errors())
                .set(first + 3, traffic.dropped());
    }

    /** The four families of one direction, in four columns that follow each other. */
    private static final class Direction {
        private final Family bytes;
        private final Family packets;
        private final Family errors;
        private final Family dropped;

        Direction(ContainerLabels labels, String word, String done) {
            String prefix = "container_network_" + word + "_";
            bytes = labels.family(COUNTER, prefix + "bytes_total", "Bytes " + done + ".", "interface");
            packets = labels.family(COUNTER, prefix + "packets_total", "Packets " + done + ".", "interface");
            errors = labels.family(
                    COUNTER, prefix + "errors_total", "Packets that could not be " + done + ".", "interface");
            dropped = labels.family(
                    COUNTER,
                    prefix + "packets_dropped_total",
                    "Packets dropped before they were " + done + ".",
                    "interface");
        }

        int columns(SampleTable.Builder table) {
            int first = table.column(bytes);
            table.column(packets);
            table.column(errors);
            table.column(dropped);
            return first;
        }
    }
}
