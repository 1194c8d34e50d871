package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.List;

/** What each CPU spent its time on. Source: the lines {@code cpu0}, {@code cpu1} .. of {@code /proc/stat}. */
final class Cpu {
    private static final Family SECONDS = Family.counter(
            "node_cpu_seconds_total", "Time that the CPU spent in each mode, in seconds.", "cpu", "mode");
    private static final Family GUEST = Family.counter(
            "node_cpu_guest_seconds_total", "Time spent in virtual machines, in seconds; part of user.", "cpu", "mode");

    static final HostCollector COLLECTOR = new HostCollector("cpu", List.of(SECONDS, GUEST), Cpu::read);

    private static final double TICKS = 100;
    private static final String[] MODES = {"user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"};
    private static final String[] GUEST_MODES = {"user", "nice"};

    private Cpu() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled("cpu", "mode");
        int seconds = table.column(SECONDS);
        SampleTable.Builder guests = SampleTable.labelled("cpu", "mode");
        int guest = guests.column(GUEST);
        for (String line : KernelText.lines(session.stat())) {
            if (!line.startsWith("cpu") || line.startsWith("cpu ")) {
                continue;
            }
            String[] words = KernelText.words(line);
            String cpu = words[0].substring("cpu".length());
            add(table, seconds, cpu, MODES, words, 1);
            add(guests, guest, cpu, GUEST_MODES, words, 1 + MODES.length);
        }
        return List.of(table.build(), guests.build());
    }

    /** An old kernel has fewer columns. */
    private static void add(
            SampleTable.Builder table, int column, String cpu, String[] modes, String[] words, int first) {
        for (int i = 0; i < modes.length && first + i < words.length; i++) {
            table.row(cpu, modes[i]).set(column, KernelText.number(words[first + i]) / TICKS);
        }
    }
}
