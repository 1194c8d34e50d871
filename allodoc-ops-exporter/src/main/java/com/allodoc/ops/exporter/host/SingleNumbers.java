package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/** Numbers that have a file of their own below {@code /proc/sys}. */
final class SingleNumbers {
    private static final Family ALLOCATED = Family.gauge("node_filefd_allocated", "File descriptors in use.");
    private static final Family MAXIMUM = Family.gauge("node_filefd_maximum", "File descriptors allowed.");
    private static final Family TRACKED =
            Family.gauge("node_nf_conntrack_entries", "Connections that the packet filter tracks.");
    private static final Family TRACKED_LIMIT =
            Family.gauge("node_nf_conntrack_entries_limit", "Connections that the packet filter can track.");
    private static final Family ENTROPY_AVAILABLE = Family.gauge("node_entropy_available_bits", "Entropy available.");
    private static final Family ENTROPY_SIZE = Family.gauge("node_entropy_pool_size_bits", "Size of the entropy pool.");

    /** The file has three numbers: in use, in use but free (always 0), allowed. */
    static final HostCollector FILE_DESCRIPTORS =
            new HostCollector("filefd", List.of(ALLOCATED, MAXIMUM), SingleNumbers::fileDescriptors);

    static final HostCollector CONNECTIONS = of(
            "conntrack",
            TRACKED,
            "sys/net/netfilter/nf_conntrack_count",
            TRACKED_LIMIT,
            "sys/net/netfilter/nf_conntrack_max");

    static final HostCollector ENTROPY = of(
            "entropy",
            ENTROPY_AVAILABLE,
            "sys/kernel/random/entropy_avail",
            ENTROPY_SIZE,
            "sys/kernel/random/poolsize");

    private SingleNumbers() {}

    private static HostCollector of(String name, Family first, String firstFile, Family second, String secondFile) {
        return new HostCollector(
                name,
                List.of(first, second),
                (session, deadline) -> List.of(
                        SampleTable.single(first, KernelText.number(session.proc(firstFile).strip())),
                        SampleTable.single(second, KernelText.number(session.proc(secondFile).strip()))));
    }

    private static List<SampleTable> fileDescriptors(HostSession session, Deadline deadline) throws IOException {
        String[] words = KernelText.words(session.proc("sys/fs/file-nr"));
        return List.of(
                SampleTable.single(ALLOCATED, KernelText.number(words[0])),
                SampleTable.single(MAXIMUM, KernelText.number(words[words.length - 1])));
    }
}
