package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * One thing the kernel tells about the machine.
 *
 * @param name as node_exporter names its collector
 * @param families all that it can give
 * @param reader makes tables of the kernel's files; a file that is missing means that this kernel can't give it
 */
record HostCollector(String name, List<Family> families, Reader reader) implements Collector<HostSession> {

    HostCollector {
        families = List.copyOf(families);
    }

    /** Reads and parses. */
    interface Reader {
        List<SampleTable> read(HostSession session, Deadline deadline) throws IOException;
    }

    @Override
    public Collected collect(HostSession session, Deadline deadline) throws IOException {
        if (session.hasNodeExporter()) {
            return Collected.skipped("a node_exporter gives the same series of this machine at "
                    + NodeExporter.ADDRESS + "; leave targets.host out, or set besideNodeExporter: true");
        }
        try {
            return new Collected.Tables(reader.read(session, deadline));
        } catch (NoSuchFileException e) {
            return Collected.skipped("this kernel has no " + e.getFile());
        }
    }
}
