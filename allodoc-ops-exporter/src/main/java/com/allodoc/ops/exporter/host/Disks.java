package com.allodoc.ops.exporter.host;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;
import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Work of the block devices. Source: {@code /proc/diskstats}; partitions and the like left out as node_exporter does. */
final class Disks {
    private static final Pattern IGNORED =
            Pattern.compile("(?:ram|loop|fd|(?:h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+");
    private static final double SECTORS_IN_A_BYTE = 1.0 / 512;
    private static final double MILLIS = 1000;
    private static final int FIRST = 3;

    /** A column of the file, in the file's order, and how many of its units make one of the metric's. */
    private record Field(Family family, double perUnit) {}

    private static final List<Field> FIELDS = List.of(
            field("reads_completed_total", COUNTER, 1, "Reads completed."),
            field("reads_merged_total", COUNTER, 1, "Reads merged with a neighbour."),
            field("read_bytes_total", COUNTER, SECTORS_IN_A_BYTE, "Bytes read."),
            field("read_time_seconds_total", COUNTER, MILLIS, "Time that reads took, in seconds."),
            field("writes_completed_total", COUNTER, 1, "Writes completed."),
            field("writes_merged_total", COUNTER, 1, "Writes merged with a neighbour."),
            field("written_bytes_total", COUNTER, SECTORS_IN_A_BYTE, "Bytes written."),
            field("write_time_seconds_total", COUNTER, MILLIS, "Time that writes took, in seconds."),
            field("io_now", GAUGE, 1, "Requests under way."),
            field("io_time_seconds_total", COUNTER, MILLIS, "Time in which the device was busy, in seconds."),
            field("io_time_weighted_seconds_total", COUNTER, MILLIS, "Busy time times requests under way, in seconds."),
            field("discards_completed_total", COUNTER, 1, "Discards completed."),
            field("discards_merged_total", COUNTER, 1, "Discards merged with a neighbour."),
            field("discarded_sectors_total", COUNTER, 1, "Sectors discarded."),
            field("discard_time_seconds_total", COUNTER, MILLIS, "Time that discards took, in seconds."),
            field("flush_requests_total", COUNTER, 1, "Flushes completed."),
            field("flush_requests_time_seconds_total", COUNTER, MILLIS, "Time that flushes took, in seconds."));

    static final HostCollector COLLECTOR = new HostCollector(
            "diskstats", FIELDS.stream().map(Field::family).toList(), Disks::read);

    private Disks() {}

    private static Field field(String name, MetricType type, double perUnit, String help) {
        return new Field(new Family("node_disk_" + name, type, help, List.of("device")), perUnit);
    }

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled("device");
        FIELDS.forEach(field -> table.column(field.family()));
        for (String line : KernelText.lines(session.proc("diskstats"))) {
            String[] words = KernelText.words(line);
            if (words.length <= FIRST || IGNORED.matcher(words[2]).matches()) {
                continue;
            }
            table.row(words[2]);
            for (int i = 0; i < FIELDS.size() && FIRST + i < words.length; i++) {
                table.set(i, KernelText.number(words[FIRST + i]) / FIELDS.get(i).perUnit());
            }
        }
        return List.of(table.build());
    }
}
