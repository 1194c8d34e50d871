package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.COUNTER;
import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.sample.MetricType;

/** The numbers that there are several of per container, told apart by one label: cAdvisor's name, type and label. */
enum Detail {
    HUGETLB_USAGE("container_hugetlb_usage_bytes", GAUGE, "pagesize", "Memory in huge pages."),
    HUGETLB_MAX_USAGE(
            "container_hugetlb_max_usage_bytes", GAUGE, "pagesize", "The most memory that was ever in huge pages."),
    HUGETLB_FAILCNT("container_hugetlb_failcnt", COUNTER, "pagesize", "Times the limit of huge pages was hit."),
    IO_COST_USAGE(
            "container_fs_io_cost_usage_seconds_total",
            COUNTER,
            "device",
            "Time of the device that I/O was charged for."),
    IO_COST_WAIT("container_fs_io_cost_wait_seconds_total", COUNTER, "device", "Time that I/O waited for its share."),
    IO_COST_INDEBT("container_fs_io_cost_indebt_seconds_total", COUNTER, "device", "Time spent owing for I/O."),
    IO_COST_INDELAY("container_fs_io_cost_indelay_seconds_total", COUNTER, "device", "Time delayed for owed I/O.");

    private final String metric;
    private final MetricType type;
    private final String label;
    private final String help;

    Detail(String metric, MetricType type, String label, String help) {
        this.metric = metric;
        this.type = type;
        this.label = label;
        this.help = help;
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

    /** The label that tells them apart: {@code pagesize}, or {@code device} with the value {@code major:minor}. */
    String label() {
        return label;
    }
}
