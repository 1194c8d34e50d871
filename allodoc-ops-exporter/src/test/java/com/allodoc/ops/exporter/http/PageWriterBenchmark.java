package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same series, written by simpleclient's writer, by that of prometheus-metrics 1.x and by ours. Each gets its own
 * model ready made, so only writing is measured, not what building theirs would cost.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class PageWriterBenchmark {
    private static final int FAMILIES = 20;

    /** How many series, in twenty families: a server's tables, say. */
    @Param({"10000", "100000"})
    public int series;

    /** Whole numbers, as counters have them, or numbers with decimals, as durations have them. */
    @Param({"whole", "decimal"})
    public String values;

    private final OutputStream nowhere = OutputStream.nullOutputStream();
    private List<SampleTable> tables = List.of();
    private List<MetricFamilySamples> simpleclient = List.of();
    private MetricSnapshots prometheusMetrics = new MetricSnapshots();

    /** Makes the three models of the same samples. */
    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        SampleTable.Builder table = SampleTable.labelled("datname", "schemaname", "relname");
        List<List<GaugeDataPointSnapshot>> points = new ArrayList<>();
        for (int i = 0; i < FAMILIES; i++) {
            table.column(Family.gauge("pg_stat_user_tables_metric_" + i, "What metric " + i + " means."));
            points.add(new ArrayList<>());
        }
        for (int row = 0; row < series / FAMILIES; row++) {
            String relation = "table_of_the_clinic_" + row;
            table.row("allodoc_prod", "public", relation);
            Labels labels = Labels.of("datname", "allodoc_prod", "schemaname", "public", "relname", relation);
            for (int i = 0; i < FAMILIES; i++) {
                double value = values.equals("whole") ? random.nextInt(10_000_000) : random.nextInt(10_000_000) / 1000.0;
                table.set(i, value);
                points.get(i).add(new GaugeDataPointSnapshot(value, labels, null));
            }
        }
        tables = List.of(table.build());
        simpleclient = new SnapshotCollector(tables).collect();
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < FAMILIES; i++) {
            GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                    .name("pg_stat_user_tables_metric_" + i)
                    .help("What metric " + i + " means.");
            points.get(i).forEach(gauge::dataPoint);
            snapshots.add(gauge.build());
        }
        prometheusMetrics = new MetricSnapshots(snapshots);
    }

    @Benchmark
    public void ours() throws IOException {
        PageWriter.write(Page.of(tables, name -> true), PageFormat.TEXT, nowhere);
    }

    /** As its own HTTPServer does it, with the buffer it has. */
    @Benchmark
    public void simpleclient() throws IOException {
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(nowhere, StandardCharsets.UTF_8))) {
            TextFormat.write004(writer, Collections.enumeration(simpleclient));
        }
    }

    @Benchmark
    public void prometheusMetrics() throws IOException {
        PrometheusTextFormatWriter.create().write(nowhere, prometheusMetrics);
    }
}
