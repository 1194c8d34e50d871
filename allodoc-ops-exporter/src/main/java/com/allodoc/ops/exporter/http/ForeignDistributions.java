package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histograms and summaries: simpleclient has their parts as separate samples. */
final class ForeignDistributions {
    private final List<String> names;
    private final List<String> values;
    private final List<Double> edges = new ArrayList<>();
    private final List<Double> counts = new ArrayList<>();
    private double sum = Double.NaN;
    private double count = Double.NaN;

    private ForeignDistributions(List<String> names, List<String> values) {
        this.names = names;
        this.values = values;
    }

    static List<SampleTable> tables(MetricFamilySamples source) {
        boolean histogram = source.type == Collector.Type.HISTOGRAM;
        String edgeLabel = histogram ? "le" : "quantile";
        Map<List<String>, ForeignDistributions> rows = new LinkedHashMap<>();
        for (Sample sample : source.samples) {
            int at = sample.labelNames.indexOf(edgeLabel);
            List<String> names = without(sample.labelNames, at);
            List<String> values = without(sample.labelValues, at);
            List<String> key = new ArrayList<>(names);
            key.addAll(values);
            rows.computeIfAbsent(key, k -> new ForeignDistributions(names, values))
                    .add(source.name, sample, at);
        }
        MetricType type = histogram ? MetricType.HISTOGRAM : MetricType.SUMMARY;
        Family family = new Family(source.name, type, source.help, List.of());
        return rows.values().stream().map(row -> row.table(family)).toList();
    }

    private void add(String name, Sample sample, int edgeAt) {
        if (edgeAt >= 0) {
            double edge = number(sample.labelValues.get(edgeAt));
            if (!Double.isInfinite(edge)) {
                edges.add(edge);
                counts.add(sample.value);
            }
        } else if (sample.name.equals(name + "_sum")) {
            sum = sample.value;
        } else if (sample.name.equals(name + "_count")) {
            count = sample.value;
        }
    }

    private SampleTable table(Family family) {
        SampleTable.Builder table = SampleTable.labelled(names.toArray(String[]::new));
        int column = table.column(family);
        double[] e = edges.stream().mapToDouble(Double::doubleValue).toArray();
        double[] v = counts.stream().mapToDouble(Double::doubleValue).toArray();
        return table.row(values.toArray(String[]::new))
                .set(column, Distribution.of(e, v, sum, count))
                .build();
    }

    private static double number(String edge) {
        return edge.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(edge);
    }

    private static List<String> without(List<String> list, int index) {
        if (index < 0) {
            return list;
        }
        List<String> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }
}
