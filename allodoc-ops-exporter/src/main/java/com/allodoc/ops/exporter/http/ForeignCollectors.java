package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what has joined the {@link Meters}, simpleclient's own collectors and Micrometer's meters, into tables like our
 * own. Safe for use by any thread.
 */
final class ForeignCollectors {
    private static final Logger log = LoggerFactory.getLogger(ForeignCollectors.class);

    private final Meters meters;

    ForeignCollectors(Meters meters) {
        this.meters = meters;
    }

    /** Everything they have now. One that throws costs what comes after it in the registry, and never the page. */
    List<SampleTable> read() {
        List<SampleTable> tables = meters.numbers().read();
        try {
            for (MetricFamilySamples family :
                    Collections.list(meters.collectors().metricFamilySamples())) {
                tables.addAll(tables(family));
            }
        } catch (RuntimeException e) {
            log.warn("a foreign collector failed; its metrics are missing from this page", e);
        }
        return tables;
    }

    private static List<SampleTable> tables(MetricFamilySamples family) {
        return switch (family.type) {
            case HISTOGRAM, SUMMARY -> ForeignDistributions.tables(family);
            case COUNTER -> scalars(family, MetricType.COUNTER, family.name + "_total");
            case GAUGE -> scalars(family, MetricType.GAUGE, family.name);
            case INFO -> scalars(family, MetricType.GAUGE, family.name + "_info");
            default -> scalars(family, MetricType.UNTYPED, family.name);
        };
    }

    /** Samples by another name, such as {@code _created}, have no place in the text format and are left out. */
    private static List<SampleTable> scalars(MetricFamilySamples source, MetricType type, String name) {
        Family family = new Family(name, type, source.help, List.of());
        Map<List<String>, SampleTable.Builder> byLabels = new LinkedHashMap<>();
        for (Sample sample : source.samples) {
            if (sample.name.equals(name)) {
                SampleTable.Builder table = byLabels.computeIfAbsent(sample.labelNames, names -> {
                    SampleTable.Builder builder = SampleTable.labelled(names.toArray(String[]::new));
                    builder.column(family);
                    return builder;
                });
                table.row(sample.labelValues.toArray(String[]::new)).set(0, sample.value);
            }
        }
        return byLabels.values().stream().map(SampleTable.Builder::build).toList();
    }
}
