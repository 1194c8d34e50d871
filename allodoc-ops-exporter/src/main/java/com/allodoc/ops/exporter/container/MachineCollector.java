package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;

/**
 * The machine that the engine runs on. Source: the engine's info. cAdvisor's labels machine_id, system_uuid and boot_id
 * are not known to an engine, and an empty label is none.
 */
final class MachineCollector implements Collector<DockerSession> {
    private static final Family CORES = Family.gauge("machine_cpu_cores", "Logical CPU cores of the machine.");
    private static final Family MEMORY = Family.gauge("machine_memory_bytes", "Memory of the machine.");

    /** cAdvisor's own version, which it has two labels for, is that of a program that does not run here. */
    private static final Family VERSION = Family.gauge(
            "cadvisor_version_info",
            "Versions of the machine's kernel, system and engine; always 1.",
            "kernelVersion",
            "osVersion",
            "dockerVersion",
            "cadvisorVersion",
            "cadvisorRevision");

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public List<Family> families() {
        return List.of(CORES, MEMORY, VERSION);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) {
        Optional<EngineInfo> info = session.info();
        if (info.isEmpty()) {
            return Collected.skipped("the engine does not answer GET /info; a socket proxy has to allow it (INFO=1)");
        }
        SampleTable.Builder table = SampleTable.labelled();
        int cores = table.column(CORES);
        int memory = table.column(MEMORY);
        table.row();
        if (info.get().cpus() > 0) {
            table.set(cores, info.get().cpus());
        }
        if (info.get().memoryBytes() > 0) {
            table.set(memory, (double) info.get().memoryBytes());
        }
        return Collected.of(table.build(), version(info.get()));
    }

    private static SampleTable version(EngineInfo info) {
        SampleTable.Builder table = SampleTable.labelled(VERSION.labels().toArray(String[]::new));
        int column = table.column(VERSION);
        return table.row(info.kernel(), info.system(), info.version(), "", "")
                .set(column, 1)
                .build();
    }
}
