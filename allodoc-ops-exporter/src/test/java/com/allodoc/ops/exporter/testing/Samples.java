package com.allodoc.ops.exporter.testing;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scalar samples by their series, {@code name{label="value"}}, for assertions. Escapes nothing. */
public final class Samples {
    private Samples() {}

    public static Map<String, Double> of(Snapshot snapshot) {
        return of(snapshot.tables());
    }

    public static Map<String, Double> of(List<SampleTable> tables) {
        Map<String, Double> samples = new TreeMap<>();
        for (SampleTable table : tables) {
            for (Column column : table.columns()) {
                if (column instanceof ScalarColumn scalars) {
                    for (int row = 0; row < table.rows(); row++) {
                        if (column.isPresent(row)) {
                            samples.put(series(table, column, row), scalars.value(row));
                        }
                    }
                }
            }
        }
        return samples;
    }

    private static String series(SampleTable table, Column column, int row) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < table.constantNames().size(); i++) {
            labels.add(table.constantNames().get(i) + "=\"" + table.constantValue(i) + '"');
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            labels.add(table.labelNames().get(i) + "=\"" + table.labelValue(row, i) + '"');
        }
        String name = column.family().name();
        return labels.isEmpty() ? name : name + '{' + String.join(",", labels) + '}';
    }
}
