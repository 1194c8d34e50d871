package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;

/** One machine by the USE method: how much is used, what has to wait, what fails. */
final class InfrastructureBoard {
    private static final String DISKS = "fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|fuse.*|9p\"";
    private static final String CARDS = "device!~\"lo|veth.*|br-.*|docker.*\"";
    private static final String DRIVES = "device!~\"loop.*|ram.*|sr.*\"";

    private InfrastructureBoard() {}

    static Dashboard of(Definition definition) {
        return Head.of(
                        "infrastructure",
                        "Infrastructure Overview",
                        "A machine: processor, memory, disks and network against the runbook's targets.",
                        "node_memory_MemTotal_bytes")
                .choose("job", "Job", true, ".+")
                .choose("instance", "Machine", false, "")
                .over(
                        definition,
                        now(definition),
                        trends(definition),
                        disks(definition),
                        network(),
                        detail(definition));
    }

    private static Row now(Definition definition) {
        return Row.open(
                "Now",
                Panel.bars("Processor used")
                        .about("Share of processor time that is used, over five minutes.", "docker stats shows who.")
                        .now("host:cpu:ratio{@}", "{{instance}}")
                        .indicator(definition, "host_cpu_ratio")
                        .range(0, 1)
                        .noValue("this machine is not watched")
                        .size(6, 5)
                        .build(),
                Panel.bars("Memory used")
                        .about(
                                "Share of memory that is not available; cache counts as available.",
                                "docker stats shows who.")
                        .now("host:memory:ratio{@}", "{{instance}}")
                        .indicator(definition, "host_memory_ratio")
                        .range(0, 1)
                        .noValue("this machine is not watched")
                        .size(6, 5)
                        .build(),
                Panel.bars("Disk used")
                        .about(
                                "Share of each file system that ordinary users can't use any more.",
                                "docker system df; old backups and logs.")
                        .now("mount:disk:ratio{@}", "{{mountpoint}}")
                        .indicator(definition, "host_disk_ratio")
                        .range(0, 1)
                        .noValue("no file system is watched")
                        .size(6, 5)
                        .build(),
                Panel.bars("Inodes used")
                        .about(
                                "Share of each file system's inodes that is taken.",
                                "Look for a directory full of small files.")
                        .now("mount:inodes:ratio{@}", "{{mountpoint}}")
                        .indicator(definition, "host_inode_ratio")
                        .range(0, 1)
                        .noValue("no file system counts inodes")
                        .size(6, 5)
                        .build());
    }

    private static Row trends(Definition definition) {
        return Row.open(
                "Processor and memory",
                Panel.trend("Processor by mode")
                        .about(
                                "What the processors do, as a share of all of them.",
                                "iowait means the disks are the bottleneck.")
                        .query(
                                "avg by (mode) (sum by (cpu, mode)"
                                        + " (rate(node_cpu_seconds_total{@, mode!=\"idle\"}[$__rate_interval])))",
                                "{{mode}}")
                        .unit(Unit.RATIO)
                        .steps(Steps.of(definition, "host_cpu_ratio"))
                        .noValue("this machine is not watched")
                        .build(),
                Panel.trend("Load per core")
                        .about(
                                "Tasks that run or wait, per core. Above 1 for long: something waits.",
                                "Compare with the processor.")
                        .query(
                                "node_load1{@} / on (instance) group_left () count by (instance) (count by (instance,"
                                        + " cpu) (node_cpu_seconds_total{@}))",
                                "1 minute")
                        .query(
                                "node_load15{@} / on (instance) group_left () count by (instance) (count by (instance,"
                                        + " cpu) (node_cpu_seconds_total{@}))",
                                "15 minutes")
                        .noValue("this machine is not watched")
                        .build(),
                Panel.trend("Memory")
                        .about("Where the memory is.", "Available near zero: something will be killed.")
                        .query("node_memory_MemTotal_bytes{@} - node_memory_MemAvailable_bytes{@}", "used")
                        .query("node_memory_Cached_bytes{@}", "cache")
                        .query("node_memory_MemAvailable_bytes{@}", "available")
                        .unit(Unit.BYTES)
                        .noValue("this machine is not watched")
                        .build());
    }

    private static Row disks(Definition definition) {
        return Row.open(
                "Disks",
                Panel.trend("Disk used by mount")
                        .about(
                                "The same as above over time.",
                                "A steady climb is a leak; a step is a backup or a deployment.")
                        .query("mount:disk:ratio{@}", "{{mountpoint}}")
                        .unit(Unit.RATIO)
                        .steps(Steps.of(definition, "host_disk_ratio"))
                        .range(0, 1)
                        .noValue("no file system is watched")
                        .size(12, 8)
                        .build(),
                Panel.table("Days until full")
                        .about(
                                "File systems that shrink, and how long their space lasts at the pace of six hours.",
                                "Free space, or extend the volume.")
                        .column(Column.label("Mount", "mountpoint"))
                        .column(Column.value(
                                "Full in", "min by (mountpoint) (mount:disk_full:seconds{@} < 30 * 86400)", Unit.AGE))
                        .column(Column.value("Used", "max by (mountpoint) (mount:disk:ratio{@})", Unit.RATIO)
                                .steps(Steps.of(definition, "host_disk_ratio")))
                        .shows("host_disk_full_seconds")
                        .noValue("none within 30 days")
                        .size(12, 8)
                        .build(),
                Panel.trend("Time the disks are busy")
                        .about(
                                "Share of time in which the device worked.",
                                "Near 100 %: look for the writer with docker stats.")
                        .query(
                                "rate(node_disk_io_time_seconds_total{@, " + DRIVES + "}[$__rate_interval])",
                                "{{device}}")
                        .unit(Unit.RATIO)
                        .range(0, 1)
                        .noValue("no device is watched")
                        .size(12, 8)
                        .build(),
                Panel.trend("Disk throughput")
                        .about("Bytes read and written.", "Backups show at 02:00 and 03:00.")
                        .query(
                                "rate(node_disk_read_bytes_total{@, " + DRIVES + "}[$__rate_interval])",
                                "{{device}} read")
                        .query(
                                "rate(node_disk_written_bytes_total{@, " + DRIVES + "}[$__rate_interval])",
                                "{{device}} written")
                        .unit(Unit.BYTES_PER_SECOND)
                        .noValue("no device is watched")
                        .size(12, 8)
                        .build());
    }

    private static Row network() {
        return Row.open(
                "Network",
                Panel.trend("Network throughput")
                        .about("Bytes received and sent by interface.", "Compare with the same hour last week.")
                        .query(
                                "rate(node_network_receive_bytes_total{@, " + CARDS + "}[$__rate_interval])",
                                "{{device}} in")
                        .query(
                                "rate(node_network_transmit_bytes_total{@, " + CARDS + "}[$__rate_interval])",
                                "{{device}} out")
                        .unit(Unit.BYTES_PER_SECOND)
                        .noValue("no interface is watched")
                        .size(12, 8)
                        .build(),
                Panel.trend("Network errors and drops")
                        .about(
                                "Packets that were damaged or thrown away.",
                                "Cable, driver, or a receiver that is too slow.")
                        .query(
                                "rate(node_network_receive_errs_total{@, " + CARDS + "}[$__rate_interval])",
                                "{{device}} damaged in")
                        .query(
                                "rate(node_network_transmit_errs_total{@, " + CARDS + "}[$__rate_interval])",
                                "{{device}} damaged out")
                        .query(
                                "rate(node_network_receive_drop_total{@, " + CARDS + "}[$__rate_interval])",
                                "{{device}} dropped in")
                        .unit(Unit.PACKETS_PER_SECOND)
                        .noValue("no interface is watched")
                        .size(12, 8)
                        .build());
    }

    private static Row detail(Definition definition) {
        return Row.collapsed(
                "Machine",
                Panel.stat("Up since")
                        .about("When the machine was booted.", "Unplanned? The kernel's log says why.")
                        .now("node_boot_time_seconds{@} * 1000")
                        .unit(Unit.INSTANT)
                        .noValue("this machine is not watched")
                        .size(6, 4)
                        .build(),
                Panel.stat("Cores")
                        .about("Logical processor cores.", "For comparison with the load.")
                        .now("count(count by (cpu) (node_cpu_seconds_total{@}))")
                        .noValue("this machine is not watched")
                        .size(6, 4)
                        .build(),
                Panel.stat("Memory installed")
                        .about("What the kernel has.", "For comparison with the plans of the services.")
                        .now("node_memory_MemTotal_bytes{@}")
                        .unit(Unit.BYTES)
                        .noValue("this machine is not watched")
                        .size(6, 4)
                        .build(),
                Panel.stat("Clock off by")
                        .about(
                                "How far the machine's clock is from Prometheus's.",
                                "Look whether the machine keeps its time: timedatectl.")
                        .now("max(abs(node_time_seconds{@} - timestamp(node_time_seconds{@})))")
                        .indicator(definition, "clock_skew_seconds")
                        .noValue("this machine is not watched")
                        .size(6, 4)
                        .build(),
                Panel.table("File systems")
                        .about("Size and free space of every file system that can run full.", "The fullest first.")
                        .column(Column.label("Mount", "mountpoint"))
                        .column(Column.value(
                                "Size",
                                "max by (mountpoint) (node_filesystem_size_bytes{@, " + DISKS + "})",
                                Unit.BYTES))
                        .column(Column.value(
                                "Available",
                                "max by (mountpoint) (node_filesystem_avail_bytes{@, " + DISKS + "})",
                                Unit.BYTES))
                        .noValue("no file system is watched")
                        .size(24, 6)
                        .build());
    }
}
