package com.allodoc.ops.exporter.container;

import org.jspecify.annotations.Nullable;

/** The files of a cgroup of version 2: one directory for all controllers, times in microseconds. */
final class CgroupV2 {
    private static final double MICROS = 1e6;

    private final CgroupLocation location;
    private final KernelFile files;

    CgroupV2(CgroupLocation location, KernelFile files) {
        this.location = location;
        this.files = files;
    }

    void read(Usage.Builder usage) {
        cpu(usage);
        memory(usage);
        processes(usage);
        blockIo(usage);
        pressure(usage, "cpu.pressure", Measure.PRESSURE_CPU_WAITING, Measure.PRESSURE_CPU_STALLED);
        pressure(usage, "memory.pressure", Measure.PRESSURE_MEMORY_WAITING, Measure.PRESSURE_MEMORY_STALLED);
        pressure(usage, "io.pressure", Measure.PRESSURE_IO_WAITING, Measure.PRESSURE_IO_STALLED);
    }

    /** Two lines, {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=2042} and the same with {@code full}. */
    private void pressure(Usage.Builder usage, String file, Measure waiting, Measure stalled) {
        String text = text(file);
        if (text != null) {
            for (String line : text.split("\n", -1)) {
                int at = line.indexOf("total=");
                if (at > 0) {
                    double seconds = Double.parseDouble(line.substring(at + "total=".length())) / MICROS;
                    usage.set(line.startsWith("full") ? stalled : waiting, seconds);
                }
            }
        }
    }

    private void cpu(Usage.Builder usage) {
        String stat = text("cpu.stat");
        usage.set(Measure.CPU_USAGE, KernelFile.number(stat, "usage_usec") / MICROS)
                .set(Measure.CPU_USER, KernelFile.number(stat, "user_usec") / MICROS)
                .set(Measure.CPU_SYSTEM, KernelFile.number(stat, "system_usec") / MICROS)
                .set(Measure.CFS_PERIODS, KernelFile.number(stat, "nr_periods"))
                .set(Measure.CFS_THROTTLED, KernelFile.number(stat, "nr_throttled"))
                .set(Measure.CFS_THROTTLED_SECONDS, KernelFile.number(stat, "throttled_usec") / MICROS)
                .set(Measure.CFS_BURSTS, KernelFile.number(stat, "nr_bursts"))
                .set(Measure.CFS_BURST_SECONDS, KernelFile.number(stat, "burst_usec") / MICROS);
    }

    private void memory(Usage.Builder usage) {
        String stat = text("memory.stat");
        String events = text("memory.events");
        double faults = KernelFile.number(stat, "pgfault");
        double majorFaults = KernelFile.number(stat, "pgmajfault");
        usage.set(Measure.MEMORY_USAGE, number("memory.current"))
                .set(Measure.MEMORY_MAX_USAGE, number("memory.peak"))
                .set(Measure.MEMORY_SWAP, number("memory.swap.current"))
                .set(Measure.MEMORY_RSS, KernelFile.number(stat, "anon"))
                .set(Measure.MEMORY_CACHE, KernelFile.number(stat, "file"))
                .set(Measure.MEMORY_MAPPED_FILE, KernelFile.number(stat, "file_mapped"))
                .set(Measure.MEMORY_KERNEL, KernelFile.number(stat, "kernel"))
                .set(Measure.MEMORY_ACTIVE_FILE, KernelFile.number(stat, "active_file"))
                .set(Measure.MEMORY_INACTIVE_FILE, KernelFile.number(stat, "inactive_file"))
                .set(Measure.MEMORY_DIRTY, KernelFile.number(stat, "file_dirty"))
                .set(Measure.MEMORY_WRITEBACK, KernelFile.number(stat, "file_writeback"))
                .set(Measure.MEMORY_PGSCAN, KernelFile.number(stat, "pgscan"))
                .set(Measure.MEMORY_PGSTEAL, KernelFile.number(stat, "pgsteal"))
                .set(Measure.MEMORY_REFAULT_ANON, KernelFile.number(stat, "workingset_refault_anon"))
                .set(Measure.MEMORY_REFAULT_FILE, KernelFile.number(stat, "workingset_refault_file"))
                .set(Measure.MEMORY_PGFAULT, faults)
                .set(Measure.MEMORY_PGMAJFAULT, majorFaults)
                .set(Measure.MEMORY_PGFAULT_HIERARCHY, faults)
                .set(Measure.MEMORY_PGMAJFAULT_HIERARCHY, majorFaults)
                .set(Measure.MEMORY_EVENTS_HIGH, KernelFile.number(events, "high"))
                .set(Measure.MEMORY_EVENTS_MAX, KernelFile.number(events, "max"))
                .set(Measure.OOM_EVENTS, KernelFile.number(events, "oom_kill"));
    }

    private void processes(Usage.Builder usage) {
        double limit = number("pids.max");
        double current = number("pids.current");
        usage.set(Measure.THREADS, current);
        if (!Double.isNaN(current)) {
            usage.set(Measure.THREADS_MAX, Double.isNaN(limit) ? 0 : limit);
        }
    }

    /** Lines such as {@code 8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0}. */
    private void blockIo(Usage.Builder usage) {
        String text = text("io.stat");
        if (text == null) {
            return;
        }
        for (String line : text.split("\n", -1)) {
            if (!line.matches("\\d+:\\d+ .*=.*")) {
                continue;
            }
            int colon = line.indexOf(':');
            int space = line.indexOf(' ');
            int major = Integer.parseInt(line.substring(0, colon));
            int minor = Integer.parseInt(line.substring(colon + 1, space));
            for (String operation : new String[] {"Read", "Write", "Discard"}) {
                String letter = operation.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
                double bytes = field(line, " " + letter + "bytes=");
                if (!Double.isNaN(bytes)) {
                    usage.add(new Usage.DeviceIo(major, minor, operation, bytes, field(line, " " + letter + "ios=")));
                }
            }
        }
    }

    private static double field(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return Double.NaN;
        }
        int end = line.indexOf(' ', at + 1);
        return Double.parseDouble(line.substring(at + key.length(), end < 0 ? line.length() : end));
    }

    private @Nullable String text(String name) {
        return files.text(location.file("", name));
    }

    private double number(String name) {
        return files.number(location.file("", name));
    }
}
