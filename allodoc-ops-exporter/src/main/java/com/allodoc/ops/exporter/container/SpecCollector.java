package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;

/** What the running containers may use. Source: the host configuration of the inspection; cAdvisor's conventions. */
final class SpecCollector implements Collector<DockerSession> {
    private final ContainerLabels labels;
    private final Family period;
    private final Family quota;
    private final Family shares;
    private final Family memory;
    private final Family reservation;
    private final Family swap;

    SpecCollector(ContainerLabels labels) {
        this.labels = labels;
        this.period = labels.family(
                GAUGE, "container_spec_cpu_period", "Length of the period of the CPU quota, in microseconds.");
        this.quota = labels.family(
                GAUGE, "container_spec_cpu_quota", "CPU time in a period, in microseconds; absent for no limit.");
        this.shares = labels.family(GAUGE, "container_spec_cpu_shares", "Weight against other containers' CPU use.");
        this.memory = labels.family(GAUGE, "container_spec_memory_limit_bytes", "Memory limit; 0 when there is none.");
        this.reservation = labels.family(
                GAUGE, "container_spec_memory_reservation_limit_bytes", "Soft memory limit; 0 when there is none.");
        this.swap = labels.family(
                GAUGE,
                "container_spec_memory_swap_limit_bytes",
                "Limit of memory and swap together; 0 when there is none.");
    }

    @Override
    public String name() {
        return "spec";
    }

    @Override
    public List<Family> families() {
        return List.of(period, quota, shares, memory, reservation, swap);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) {
        SampleTable.Builder table = labels.table();
        int periodColumn = table.column(period);
        int quotaColumn = table.column(quota);
        int sharesColumn = table.column(shares);
        int memoryColumn = table.column(memory);
        int reservationColumn = table.column(reservation);
        int swapColumn = table.column(swap);
        for (Container container : session.containers()) {
            if (!container.isLive() || container.inspection().isEmpty()) {
                continue;
            }
            Inspection.Limits limits = container.inspection().get().limits();
            table.row(labels.values(container))
                    .set(periodColumn, (double) limits.cpuPeriodMicros())
                    .set(sharesColumn, (double) limits.cpuShares())
                    .set(memoryColumn, (double) limits.memoryBytes())
                    .set(reservationColumn, (double) limits.memoryReservationBytes())
                    .set(swapColumn, (double) limits.memorySwapBytes());
            if (limits.hasCpuQuota()) {
                table.set(quotaColumn, (double) limits.cpuQuotaMicros());
            }
        }
        return Collected.of(table.build());
    }
}
