package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the running containers read from and wrote to block devices. Source: blkio, io.stat or the engine's stats. */
final class BlockIoCollector implements Collector<DockerSession> {
    private final ContainerLabels labels;
    private final Family byOperation;
    private final Family readBytes;
    private final Family reads;
    private final Family writtenBytes;
    private final Family writes;

    BlockIoCollector(ContainerLabels labels) {
        this.labels = labels;
        this.byOperation = labels.family(
                COUNTER,
                "container_blkio_device_usage_total",
                "Bytes moved, by device and operation.",
                "device",
                "major",
                "minor",
                "operation");
        this.readBytes = labels.family(COUNTER, "container_fs_reads_bytes_total", "Bytes read.", "device");
        this.reads = labels.family(COUNTER, "container_fs_reads_total", "Reads completed.", "device");
        this.writtenBytes = labels.family(COUNTER, "container_fs_writes_bytes_total", "Bytes written.", "device");
        this.writes = labels.family(COUNTER, "container_fs_writes_total", "Writes completed.", "device");
    }

    @Override
    public String name() {
        return "block_io";
    }

    @Override
    public List<Family> families() {
        return List.of(byOperation, readBytes, reads, writtenBytes, writes);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) throws IOException {
        Map<Container, Usage> usages = session.readings(deadline).usages();
        return Collected.of(operations(session, usages), devices(session, usages));
    }

    private SampleTable operations(DockerSession session, Map<Container, Usage> usages) {
        SampleTable.Builder table = labels.table("device", "major", "minor", "operation");
        int column = table.column(byOperation);
        usages.forEach((container, usage) -> {
            for (Usage.DeviceIo io : usage.devices()) {
                table.row(labels.values(
                        container,
                        session.deviceName(container, io.major() + ":" + io.minor()),
                        Integer.toString(io.major()),
                        Integer.toString(io.minor()),
                        io.operation()));
                set(table, column, io.bytes());
            }
        });
        return table.build();
    }

    /** One row per device, though an engine lists an operation per entry. */
    private SampleTable devices(DockerSession session, Map<Container, Usage> usages) {
        SampleTable.Builder table = labels.table("device");
        int readBytesColumn = table.column(readBytes);
        int readsColumn = table.column(reads);
        int writtenBytesColumn = table.column(writtenBytes);
        int writesColumn = table.column(writes);
        usages.forEach((container, usage) -> {
            Map<String, Usage.DeviceIo[]> byDevice = new LinkedHashMap<>();
            for (Usage.DeviceIo io : usage.devices()) {
                int direction = List.of("Read", "Write").indexOf(io.operation());
                if (direction >= 0) {
                    String device = session.deviceName(container, io.major() + ":" + io.minor());
                    byDevice.computeIfAbsent(device, d -> new Usage.DeviceIo[2])[direction] = io;
                }
            }
            byDevice.forEach((device, both) -> {
                table.row(labels.values(container, device));
                if (both[0] != null) {
                    set(table, readBytesColumn, both[0].bytes());
                    set(table, readsColumn, both[0].count());
                }
                if (both[1] != null) {
                    set(table, writtenBytesColumn, both[1].bytes());
                    set(table, writesColumn, both[1].count());
                }
            });
        });
        return table.build();
    }

    private static void set(SampleTable.Builder table, int column, double value) {
        if (!Double.isNaN(value)) {
            table.set(column, value);
        }
    }
}
