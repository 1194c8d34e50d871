package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/**
 * How long tasks waited for a resource. Source: {@code /proc/pressure}, since Linux 4.20 where it is not turned off.
 * As node_exporter has it, all tasks waiting for CPU is not a figure of a machine.
 */
final class Pressure {
    private static final Family CPU_WAITING = Family.counter(
            "node_pressure_cpu_waiting_seconds_total", "Time in which some task waited for a CPU, in seconds.");
    private static final Family IO_WAITING = Family.counter(
            "node_pressure_io_waiting_seconds_total", "Time in which some task waited for I/O, in seconds.");
    private static final Family IO_STALLED = Family.counter(
            "node_pressure_io_stalled_seconds_total", "Time in which every task waited for I/O, in seconds.");
    private static final Family MEMORY_WAITING = Family.counter(
            "node_pressure_memory_waiting_seconds_total", "Time in which some task waited for memory, in seconds.");
    private static final Family MEMORY_STALLED = Family.counter(
            "node_pressure_memory_stalled_seconds_total", "Time in which every task waited for memory, in seconds.");

    static final HostCollector COLLECTOR = new HostCollector(
            "pressure", List.of(CPU_WAITING, IO_WAITING, IO_STALLED, MEMORY_WAITING, MEMORY_STALLED), Pressure::read);

    private static final double MICROS = 1e6;

    private Pressure() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled().row();
        String io = session.proc("pressure/io");
        String memory = session.proc("pressure/memory");
        set(table, CPU_WAITING, total(session.proc("pressure/cpu"), "some"));
        set(table, IO_WAITING, total(io, "some"));
        set(table, IO_STALLED, total(io, "full"));
        set(table, MEMORY_WAITING, total(memory, "some"));
        set(table, MEMORY_STALLED, total(memory, "full"));
        return List.of(table.build());
    }

    private static void set(SampleTable.Builder table, Family family, double value) {
        if (!Double.isNaN(value)) {
            table.set(table.column(family), value);
        }
    }

    /** Lines such as {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=2042}. */
    private static double total(String text, String who) {
        for (String line : KernelText.lines(text)) {
            int at = line.indexOf("total=");
            if (line.startsWith(who + " ") && at > 0) {
                return KernelText.number(line.substring(at + "total=".length())) / MICROS;
            }
        }
        return Double.NaN;
    }
}
