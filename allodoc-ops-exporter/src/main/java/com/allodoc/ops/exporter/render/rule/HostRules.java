package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.Area.HOST;

import java.util.List;
import java.util.stream.Stream;

/** The machine: processor, memory, disks, under node_exporter's names. */
final class HostRules {
    private static final String MACHINE = "environment, job, instance";
    private static final String MOUNT = MACHINE + ", mountpoint";

    /** File systems that can run full: neither read-only nor made by the kernel or by an engine. */
    private static final String DISKS = "fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|fuse.*|9p\"";

    static final List<RecordingRule> RECORDS = List.of(
            RecordingRule.of(
                    "host:cpu:ratio",
                    "1 - avg by (" + MACHINE + ") (sum by (" + MACHINE
                            + ", cpu) (rate(node_cpu_seconds_total{mode=~\"idle|iowait\"}[5m])))"),
            RecordingRule.of("host:memory:ratio", """
                1 - max by (%1$s) (node_memory_MemAvailable_bytes) / max by (%1$s) (node_memory_MemTotal_bytes)
                """.formatted(MACHINE)),
            RecordingRule.of("mount:disk:ratio", """
                max by (%1$s) (
                  1 - node_filesystem_avail_bytes{%2$s}
                    / (node_filesystem_avail_bytes{%2$s} + node_filesystem_size_bytes{%2$s}
                       - node_filesystem_free_bytes{%2$s} > 0)
                  unless node_filesystem_readonly{%2$s} == 1
                )
                """.formatted(MOUNT, DISKS)),
            RecordingRule.of("mount:disk_full:seconds", """
                max by (%1$s) (node_filesystem_avail_bytes{%2$s})
                  / (- max by (%1$s) (deriv(node_filesystem_avail_bytes{%2$s}[6h])) > 0)
                """.formatted(MOUNT, DISKS)),
            RecordingRule.of("mount:inodes:ratio", """
                max by (%1$s) (
                  1 - node_filesystem_files_free{%2$s} / (node_filesystem_files{%2$s} > 0)
                  unless node_filesystem_readonly{%2$s} == 1
                )
                """.formatted(MOUNT, DISKS)));

    static final List<AlertSpec> ALERTS = Stream.of(
                    alert(
                            "MemoryCritical",
                            "host:memory:ratio {limit}",
                            "{{ $labels.instance }} is almost out of memory",
                            "Hardly any memory is available, reclaimable cache already counted as available."),
                    alert(
                            "MemoryHigh",
                            "host:memory:ratio {limit}",
                            "{{ $labels.instance }} uses more memory than planned",
                            "More memory in use than the runbook's target."),
                    alert(
                            "DiskCritical",
                            "mount:disk:ratio {limit}",
                            "{{ $labels.mountpoint }} of {{ $labels.instance }} is almost full",
                            "A disk is about to be full. PostgreSQL stops when its own is."),
                    alert(
                            "DiskHigh",
                            "mount:disk:ratio {limit}",
                            "{{ $labels.mountpoint }} of {{ $labels.instance }} fills up",
                            "More disk in use than the runbook's target."),
                    alert(
                            "DiskFullSoon",
                            "mount:disk_full:seconds {limit} and mount:disk:ratio > {floor:disk_ratio}",
                            "{{ $labels.mountpoint }} of {{ $labels.instance }} will be full within a day",
                            "At the pace of the last six hours the disk is full within the limit, and it is well filled"
                                    + " already."),
                    alert(
                            "InodesHigh",
                            "mount:inodes:ratio {limit}",
                            "{{ $labels.mountpoint }} of {{ $labels.instance }} runs out of inodes",
                            "Too many small files: no file can be made although there is space."),
                    alert(
                            "HighCpu",
                            "host:cpu:ratio {limit}",
                            "{{ $labels.instance }} computes at its limit",
                            "The processors have been busy above the runbook's target."),
                    alert(
                            "ClockSkew",
                            "abs(node_time_seconds - timestamp(node_time_seconds)) {limit}",
                            "The clock of {{ $labels.instance }} is wrong",
                            "The clock of the machine and that of Prometheus disagree. Every age in these alerts, of"
                                    + " backups and of statistics, is wrong by as much."))
            .map(spec -> spec.about("host"))
            .toList();

    private HostRules() {}

    private static AlertSpec alert(String name, String expression, String summary, String meaning) {
        return AlertSpec.of(name, HOST, expression, summary, meaning);
    }
}
