package com.allodoc.ops.exporter.host;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.CollectorReport;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.UpReason;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.nio.file.AccessDeniedException;
import java.time.InstantSource;
import java.util.List;

/** One machine, under node_exporter's names. Immutable and safe for use by any thread. */
public final class HostTarget implements Target<HostSession> {
    private static final Family SUCCESS = Family.gauge(
            "node_scrape_collector_success", "Whether the collector gave its data in the last scrape.", "collector");
    private static final Family DURATION = Family.gauge(
            "node_scrape_collector_duration_seconds", "The collector's own time in the last scrape.", "collector");

    private final HostSettings settings;
    private final List<Collector<HostSession>> collectors;

    private HostTarget(HostSettings settings, InstantSource clock) {
        this.settings = requireNonNull(settings, "settings");
        this.collectors = List.of(
                Cpu.COLLECTOR,
                Kernel.COLLECTOR,
                LoadAverage.COLLECTOR,
                Memory.COLLECTOR,
                VirtualMemory.COLLECTOR,
                Pressure.COLLECTOR,
                Disks.COLLECTOR,
                FileSystems.COLLECTOR,
                NetworkTraffic.COLLECTOR,
                NetworkDevices.COLLECTOR,
                Protocols.COLLECTOR,
                Sockets.COLLECTOR,
                SingleNumbers.FILE_DESCRIPTORS,
                SingleNumbers.CONNECTIONS,
                SingleNumbers.ENTROPY,
                KernelName.COLLECTOR,
                TimeOfDay.collector(requireNonNull(clock, "clock")));
    }

    /**
     * The machine of these settings.
     *
     * @param clock whose time {@code node_time_seconds} tells
     */
    public static HostTarget of(HostSettings settings, InstantSource clock) {
        return new HostTarget(settings, clock);
    }

    @Override
    public String source() {
        return "host";
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String server() {
        return settings.name();
    }

    @Override
    public List<Collector<HostSession>> collectors() {
        return collectors;
    }

    @Override
    public HostSession open(Deadline deadline) {
        return new HostSession(settings, new NodeExporter());
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        if (failure instanceof AccessDeniedException) {
            return new Diagnosis(UpReason.PERMISSION, "may not read " + failure.getMessage());
        }
        return new Diagnosis(
                UpReason.ERROR,
                failure.getMessage() + "; is procRoot where the machine's proc file system is mounted?");
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        SampleTable.Builder table = SampleTable.labelled("collector");
        int success = table.column(SUCCESS);
        int duration = table.column(DURATION);
        for (CollectorReport collector : report.collectors()) {
            table.row(collector.collector())
                    .set(success, collector.isSuccess() ? 1 : 0)
                    .set(duration, (double) collector.duration().toNanos() / 1e9);
        }
        return List.of(table.build());
    }

    @Override
    public List<Family> envelopeFamilies() {
        return List.of(SUCCESS, DURATION);
    }
}
