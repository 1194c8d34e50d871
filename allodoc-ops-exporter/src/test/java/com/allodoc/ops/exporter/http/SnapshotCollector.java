package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;

/** Our tables in simpleclient's model, so that its own writer can be compared with ours. */
final class SnapshotCollector extends Collector {
    private final List<SampleTable> tables;

    SnapshotCollector(List<SampleTable> tables) {
        this.tables = tables;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (SampleTable table : tables) {
            for (Column column : table.columns()) {
                List<MetricFamilySamples.Sample> samples = new ArrayList<>();
                for (int row = 0; row < table.rows(); row++) {
                    if (column.isPresent(row)) {
                        add(samples, table, column, row);
                    }
                }
                String name = column.family().name();
                families.add(new MetricFamilySamples(
                        name, type(column), column.family().help(), samples));
            }
        }
        return families;
    }

    /** A counter that does not end in _total would be renamed by simpleclient; its text is the same for both types. */
    private static Type type(Column column) {
        return switch (column.family().type()) {
            case COUNTER -> column.family().name().endsWith("_total") ? Type.COUNTER : Type.UNKNOWN;
            case GAUGE -> Type.GAUGE;
            case HISTOGRAM -> Type.HISTOGRAM;
            case SUMMARY -> Type.SUMMARY;
            case UNTYPED -> Type.UNKNOWN;
        };
    }

    private static void add(List<MetricFamilySamples.Sample> samples, SampleTable table, Column column, int row) {
        List<String> names = new ArrayList<>(table.constantNames());
        names.addAll(table.labelNames());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < table.constantNames().size(); i++) {
            values.add(table.constantValue(i));
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            values.add(readable(table.labelValue(row, i)));
        }
        String name = column.family().name();
        if (column instanceof ScalarColumn scalars) {
            samples.add(new MetricFamilySamples.Sample(name, names, values, scalars.value(row)));
            return;
        }
        Distribution distribution = ((DistributionColumn) column).distribution(row);
        boolean histogram = column.family().type() == MetricType.HISTOGRAM;
        List<String> withEdge = new ArrayList<>(names);
        withEdge.add(histogram ? "le" : "quantile");
        for (int i = 0; i < distribution.size(); i++) {
            List<String> edge = new ArrayList<>(values);
            edge.add(text(distribution.edge(i)));
            String suffix = histogram ? "_bucket" : "";
            samples.add(new MetricFamilySamples.Sample(name + suffix, withEdge, edge, distribution.value(i)));
        }
        if (histogram) {
            List<String> edge = new ArrayList<>(values);
            edge.add("+Inf");
            samples.add(new MetricFamilySamples.Sample(name + "_bucket", withEdge, edge, distribution.count()));
        }
        samples.add(new MetricFamilySamples.Sample(name + "_sum", names, values, distribution.sum()));
        samples.add(new MetricFamilySamples.Sample(name + "_count", names, values, distribution.count()));
    }

    /** As Prometheus's Go library writes edges: simpleclient has none of its own. */
    private static String text(double edge) {
        if (edge == 1e6) {
            return "1e+06";
        }
        return edge == Math.rint(edge) ? Long.toString((long) edge) : Double.toString(edge);
    }

    /** simpleclient writes a NUL as it is, and Prometheus then refuses the page: put in what ours puts in. */
    private static String readable(String text) {
        return text.replace('\u0000', '\ufffd').replaceAll("\\p{Cs}", "\ufffd");
    }
}
