package com.allodoc.ops.exporter.container;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a cgroup of version 1: one directory for each controller, times in ticks and nanoseconds. */
final class CgroupV1 {
    private static final double NANOS = 1e9;
    private static final double TICKS = 100;

    private final CgroupLocation location;
    private final KernelFile files;

    CgroupV1(CgroupLocation location, KernelFile files) {
        this.location = location;
        this.files = files;
    }

    void read(Usage.Builder usage) {
        cpu(usage);
        memory(usage);
        processes(usage);
        blockIo(usage);
    }

    private void cpu(Usage.Builder usage) {
        String times = text("cpuacct", "cpuacct.stat");
        String throttling = text("cpu", "cpu.stat");
        usage.set(Measure.CPU_USAGE, number("cpuacct", "cpuacct.usage") / NANOS)
                .set(Measure.CPU_USER, KernelFile.number(times, "user") / TICKS)
                .set(Measure.CPU_SYSTEM, KernelFile.number(times, "system") / TICKS)
                .set(Measure.CFS_PERIODS, KernelFile.number(throttling, "nr_periods"))
                .set(Measure.CFS_THROTTLED, KernelFile.number(throttling, "nr_throttled"))
                .set(Measure.CFS_THROTTLED_SECONDS, KernelFile.number(throttling, "throttled_time") / NANOS)
                .set(Measure.CFS_BURSTS, KernelFile.number(throttling, "nr_bursts"))
                .set(Measure.CFS_BURST_SECONDS, KernelFile.number(throttling, "burst_time") / NANOS);
    }

    private void memory(Usage.Builder usage) {
        String stat = text("memory", "memory.stat");
        String oom = text("memory", "memory.oom_control");
        usage.set(Measure.MEMORY_USAGE, number("memory", "memory.usage_in_bytes"))
                .set(Measure.MEMORY_MAX_USAGE, number("memory", "memory.max_usage_in_bytes"))
                .set(Measure.MEMORY_FAILCNT, number("memory", "memory.failcnt"))
                .set(Measure.MEMORY_KERNEL, number("memory", "memory.kmem.usage_in_bytes"))
                .set(Measure.MEMORY_RSS, KernelFile.number(stat, "total_rss"))
                .set(Measure.MEMORY_CACHE, KernelFile.number(stat, "total_cache"))
                .set(Measure.MEMORY_SWAP, KernelFile.number(stat, "total_swap"))
                .set(Measure.MEMORY_MAPPED_FILE, KernelFile.number(stat, "total_mapped_file"))
                .set(Measure.MEMORY_ACTIVE_FILE, KernelFile.number(stat, "total_active_file"))
                .set(Measure.MEMORY_INACTIVE_FILE, KernelFile.number(stat, "total_inactive_file"))
                .set(Measure.MEMORY_PGFAULT, KernelFile.number(stat, "pgfault"))
                .set(Measure.MEMORY_PGMAJFAULT, KernelFile.number(stat, "pgmajfault"))
                .set(Measure.MEMORY_PGFAULT_HIERARCHY, KernelFile.number(stat, "total_pgfault"))
                .set(Measure.MEMORY_PGMAJFAULT_HIERARCHY, KernelFile.number(stat, "total_pgmajfault"))
                .set(Measure.OOM_EVENTS, KernelFile.number(oom, "oom_kill"));
    }

    private void processes(Usage.Builder usage) {
        double limit = number("pids", "pids.max");
        double current = number("pids", "pids.current");
        usage.set(Measure.THREADS, current);
        if (!Double.isNaN(current)) {
            usage.set(Measure.THREADS_MAX, Double.isNaN(limit) ? 0 : limit);
        }
    }

    private void blockIo(Usage.Builder usage) {
        Map<String, Double> bytes = operations(text("blkio", "blkio.throttle.io_service_bytes_recursive"));
        Map<String, Double> counts = operations(text("blkio", "blkio.throttle.io_serviced_recursive"));
        bytes.forEach((key, value) -> {
            int colon = key.indexOf(':');
            int space = key.indexOf(' ');
            usage.add(new Usage.DeviceIo(
                    Integer.parseInt(key.substring(0, colon)),
                    Integer.parseInt(key.substring(colon + 1, space)),
                    key.substring(space + 1),
                    value,
                    counts.getOrDefault(key, Double.NaN)));
        });
    }

    /** Lines such as {@code 8:0 Read 4096}; the last one, {@code Total 4096}, is of no device. */
    private static Map<String, Double> operations(@Nullable String text) {
        Map<String, Double> operations = new LinkedHashMap<>();
        if (text != null) {
            for (String line : text.split("\n", -1)) {
                int last = line.lastIndexOf(' ');
                if (line.matches("\\d+:\\d+ \\w+ \\d+")) {
                    operations.put(line.substring(0, last), Double.valueOf(line.substring(last + 1)));
                }
            }
        }
        return operations;
    }

    private @Nullable String text(String controller, String name) {
        return files.text(location.file(controller, name));
    }

    private double number(String controller, String name) {
        return files.number(location.file(controller, name));
    }
}
