package com.allodoc.ops.exporter.container;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The containers of one engine, under cAdvisor's names. Immutable and safe for use by any thread. */
public final class ContainerTarget implements Target<DockerSession> {
    private static final Family SCRAPE_ERROR = Family.gauge(
            "container_scrape_error", "1 when the metrics of the containers could not all be read, otherwise 0.");

    private final ContainerSettings settings;
    private final InstantSource clock;
    private final List<Collector<DockerSession>> collectors;

    private ContainerTarget(ContainerSettings settings, InstantSource clock) {
        this.settings = requireNonNull(settings, "settings");
        this.clock = requireNonNull(clock, "clock");
        ContainerLabels labels = new ContainerLabels(settings.labels());
        this.collectors = Stream.<Collector<DockerSession>>of(
                        new StateCollector(labels, clock),
                        new LifeCollector(labels),
                        new ExpectedCollector(settings.expected()),
                        new SpecCollector(labels),
                        new MachineCollector(),
                        new MeasureCollector("cpu", Measure.CPU, labels),
                        new MeasureCollector("memory", Measure.MEMORY, labels),
                        new OomCollector(labels),
                        new MeasureCollector("pressure", Measure.PRESSURE, labels),
                        new MeasureCollector("processes", Measure.PROCESSES, labels),
                        new NetworkCollector(labels),
                        new BlockIoCollector(labels),
                        new DetailCollector(labels),
                        new NumaCollector(labels),
                        new LayerCollector(labels),
                        new ReadingsCollector())
                .filter(collector -> isWanted(collector, settings))
                .toList();
    }

    /** What costs more than people who did not ask for it should pay. */
    private static boolean isWanted(Collector<DockerSession> collector, ContainerSettings settings) {
        return switch (collector.name()) {
            case "numa" -> settings.numa();
            case "layers" -> settings.sizesEvery().isPresent();
            default -> true;
        };
    }

    /**
     * The containers of the engine of these settings.
     *
     * @param clock tells when a container was last seen, and how long ago one stopped
     */
    public static ContainerTarget of(ContainerSettings settings, InstantSource clock) {
        return new ContainerTarget(settings, clock);
    }

    @Override
    public String source() {
        return "container";
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String server() {
        return settings.server();
    }

    @Override
    public List<Collector<DockerSession>> collectors() {
        return collectors;
    }

    @Override
    public DockerSession open(Deadline deadline) throws IOException {
        return DockerSession.open(settings, clock, deadline);
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        return EngineFailure.diagnose(failure, settings);
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        return List.of(SampleTable.single(SCRAPE_ERROR, report.hasFailure() ? 1 : 0));
    }

    @Override
    public List<Family> envelopeFamilies() {
        return List.of(SCRAPE_ERROR);
    }
}
