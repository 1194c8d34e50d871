package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Sockets in use, by protocol. Source: {@code /proc/net/sockstat} and {@code sockstat6}. */
final class Sockets {
    private static final Family FIELD =
            Family.gauge("node_sockstat_*", "The field in the name of /proc/net/sockstat or sockstat6.");

    static final HostCollector COLLECTOR = new HostCollector("sockstat", List.of(FIELD), Sockets::read);

    private static final long PAGE = pageSize();

    private Sockets() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled().row();
        add(table, session.net("sockstat"));
        try {
            add(table, session.net("sockstat6"));
        } catch (NoSuchFileException e) {
            // A kernel without IPv6.
            return List.of(table.build());
        }
        return List.of(table.build());
    }

    /** Lines such as {@code TCP: inuse 4 orphan 0 tw 4 alloc 17 mem 1}. */
    private static void add(SampleTable.Builder table, String text) {
        for (String line : KernelText.lines(text)) {
            String[] words = KernelText.words(line);
            String protocol = words[0].replace(":", "");
            for (int i = 1; i + 1 < words.length; i += 2) {
                double value = KernelText.number(words[i + 1]);
                set(table, protocol + "_" + words[i], value);
                if (words[i].equals("mem")) {
                    set(table, protocol + "_mem_bytes", value * PAGE);
                }
            }
        }
    }

    private static void set(SampleTable.Builder table, String field, double value) {
        table.set(table.column(FIELD.named("node_sockstat_" + field)), value);
    }

    /** As the kernel tells every process in its auxiliary vector. */
    private static long pageSize() {
        try {
            ByteBuffer vector = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (vector.remaining() >= 16) {
                boolean isPageSize = vector.getLong() == 6;
                long value = vector.getLong();
                if (isPageSize) {
                    return value;
                }
            }
        } catch (IOException e) {
            return 4096;
        }
        return 4096;
    }
}
