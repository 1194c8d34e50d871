package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;
import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.sample.MetricType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers that there is one of per container: cAdvisor's name, type and labels. A reader sets those it can read; what
 * it never sets is absent on the page.
 */
enum Measure {
    CPU_USAGE("container_cpu_usage_seconds_total", COUNTER, "CPU time used, all cores together.", "cpu", "total"),
    CPU_USER("container_cpu_user_seconds_total", COUNTER, "CPU time used in user mode."),
    CPU_SYSTEM("container_cpu_system_seconds_total", COUNTER, "CPU time used in kernel mode."),
    CFS_PERIODS("container_cpu_cfs_periods_total", COUNTER, "Periods in which the CPU quota was enforced."),
    CFS_THROTTLED("container_cpu_cfs_throttled_periods_total", COUNTER, "Periods in which the CPU quota was used up."),
    CFS_THROTTLED_SECONDS(
            "container_cpu_cfs_throttled_seconds_total", COUNTER, "Time spent waiting for the next CPU period."),
    CFS_BURSTS("container_cpu_cfs_burst_periods_total", COUNTER, "Periods in which saved CPU quota was used."),
    CFS_BURST_SECONDS("container_cpu_cfs_burst_seconds_total", COUNTER, "Saved CPU quota that was used."),

    MEMORY_USAGE("container_memory_usage_bytes", GAUGE, "Memory in use, page cache included."),
    MEMORY_WORKING_SET(
            "container_memory_working_set_bytes", GAUGE, "Memory in use without the inactive part of the page cache."),
    MEMORY_MAX_USAGE("container_memory_max_usage_bytes", GAUGE, "The most memory that was ever in use."),
    MEMORY_RSS("container_memory_rss", GAUGE, "Anonymous memory."),
    MEMORY_CACHE("container_memory_cache", GAUGE, "Page cache."),
    MEMORY_SWAP("container_memory_swap", GAUGE, "Swap in use."),
    MEMORY_MAPPED_FILE("container_memory_mapped_file", GAUGE, "Size of the files mapped into memory."),
    MEMORY_KERNEL("container_memory_kernel_usage", GAUGE, "Memory the kernel uses for the container."),
    MEMORY_ACTIVE_FILE("container_memory_total_active_file_bytes", GAUGE, "Active part of the page cache."),
    MEMORY_INACTIVE_FILE("container_memory_total_inactive_file_bytes", GAUGE, "Inactive part of the page cache."),
    MEMORY_DIRTY("container_memory_file_dirty_bytes", GAUGE, "Page cache not yet written to disk."),
    MEMORY_WRITEBACK("container_memory_file_writeback_bytes", GAUGE, "Page cache being written to disk."),
    MEMORY_FAILCNT("container_memory_failcnt", COUNTER, "Times the memory limit was hit."),
    MEMORY_EVENTS_HIGH("container_memory_events_high_total", COUNTER, "Times memory was above memory.high."),
    MEMORY_EVENTS_MAX("container_memory_events_max_total", COUNTER, "Times memory was about to pass memory.max."),
    MEMORY_PGSCAN("container_memory_pgscan_total", COUNTER, "Pages scanned to take memory back."),
    MEMORY_PGSTEAL("container_memory_pgsteal_total", COUNTER, "Pages taken back."),
    MEMORY_REFAULT_ANON(
            "container_memory_workingset_refault_anon_total", COUNTER, "Anonymous pages read back after eviction."),
    MEMORY_REFAULT_FILE(
            "container_memory_workingset_refault_file_total", COUNTER, "File pages read back after eviction."),
    MEMORY_PGFAULT("pgfault", "container"),
    MEMORY_PGMAJFAULT("pgmajfault", "container"),
    MEMORY_PGFAULT_HIERARCHY("pgfault", "hierarchy"),
    MEMORY_PGMAJFAULT_HIERARCHY("pgmajfault", "hierarchy"),
    /** On the page by {@link OomCollector}. */
    OOM_EVENTS("container_oom_events_total", COUNTER, "Processes the kernel killed for lack of memory."),

    /** On the page by {@link NumaCollector}. */
    MEMORY_MIGRATE("container_memory_migrate", GAUGE, "1 when pages follow the container to other nodes, otherwise 0."),

    PRESSURE_CPU_WAITING(
            "container_pressure_cpu_waiting_seconds_total", COUNTER, "Time in which some task waited for a CPU."),
    PRESSURE_CPU_STALLED(
            "container_pressure_cpu_stalled_seconds_total", COUNTER, "Time in which every task waited for a CPU."),
    PRESSURE_MEMORY_WAITING(
            "container_pressure_memory_waiting_seconds_total", COUNTER, "Time in which some task waited for memory."),
    PRESSURE_MEMORY_STALLED(
            "container_pressure_memory_stalled_seconds_total", COUNTER, "Time in which every task waited for memory."),
    PRESSURE_IO_WAITING(
            "container_pressure_io_waiting_seconds_total", COUNTER, "Time in which some task waited for I/O."),
    PRESSURE_IO_STALLED(
            "container_pressure_io_stalled_seconds_total", COUNTER, "Time in which every task waited for I/O."),

    PROCESS_COUNT("container_processes", GAUGE, "Processes."),
    FILE_DESCRIPTORS("container_file_descriptors", GAUGE, "Open file descriptors of all processes."),
    ULIMIT_FILES(
            "container_ulimits_soft",
            GAUGE,
            "Soft limit of the first process; -1 for no limit.",
            "ulimit",
            "max_open_files"),
    THREADS("container_threads", GAUGE, "Processes and threads."),
    THREADS_MAX("container_threads_max", GAUGE, "Processes and threads allowed; 0 for no limit.");

    static final Set<Measure> CPU = EnumSet.range(CPU_USAGE, CFS_BURST_SECONDS);
    static final Set<Measure> MEMORY = EnumSet.range(MEMORY_USAGE, MEMORY_PGMAJFAULT_HIERARCHY);
    static final Set<Measure> PRESSURE = EnumSet.range(PRESSURE_CPU_WAITING, PRESSURE_IO_STALLED);
    static final Set<Measure> PROCESSES = EnumSet.range(PROCESS_COUNT, THREADS_MAX);

    private static final Set<Measure> WITH_QUOTA_ONLY = EnumSet.range(CFS_PERIODS, CFS_BURST_SECONDS);

    private final String metric;
    private final MetricType type;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    /** A measure with labels of its own: a name and a value for each. */
    Measure(String metric, MetricType type, String help, String... labels) {
        this.metric = metric;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    Measure(String failureType, String scope) {
        this("container_memory_failures_total", COUNTER, "Page faults.", "failure_type", failureType, "scope", scope);
    }

    String metric() {
        return metric;
    }

    MetricType type() {
        return type;
    }

    String help() {
        return help;
    }

    /** Names of the labels it has beside those of every container. */
    String[] labelNames() {
        return everyOther(0);
    }

    String[] labelValues() {
        return everyOther(1);
    }

    /** Whether it says something about this container; cAdvisor leaves throttling out where there is no quota. */
    boolean appliesTo(Container container) {
        return !WITH_QUOTA_ONLY.contains(this) || container.hasCpuQuota();
    }

    private String[] everyOther(int from) {
        String[] some = new String[labels.size() / 2];
        for (int i = 0; i < some.length; i++) {
            some[i] = labels.get(2 * i + from);
        }
        return some;
    }
}
