package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Keeps the rows with the most activity, which is the sum of their counters, and those with the most bytes. The others
 * become one row: what can be added is added, and what can't, such as a time, is absent.
 */
final class PgTop {
    private static final String OTHER = "other";
    private static final String DATABASE = "datname";
    private static final String BYTES = "_bytes";

    /** How the names of gauges end that can be added. */
    private static final Set<String> AMOUNTS = Set.of(BYTES, "_live_tup", "_dead_tup", "_mod_since_analyze");

    private PgTop() {}

    static SampleTable keep(SampleTable table, int top) {
        if (table.rows() <= top) {
            return table;
        }
        BitSet kept =
                best(table.rows(), top, row -> sum(table, row, c -> c.family().type() == MetricType.COUNTER));
        kept.or(best(
                table.rows(), top, row -> sum(table, row, c -> c.family().name().endsWith(BYTES))));
        return kept.cardinality() == table.rows() ? table : summed(table, kept);
    }

    /** So many rows with the highest rank above zero; of equal ones the first, so that they stay the same. */
    private static BitSet best(int rows, int top, IntToDoubleFunction rank) {
        double[] ranks = IntStream.range(0, rows).mapToDouble(rank).toArray();
        BitSet best = new BitSet(rows);
        IntStream.range(0, rows)
                .boxed()
                .filter(row -> ranks[row] > 0)
                .sorted((a, b) -> Double.compare(ranks[b], ranks[a]))
                .limit(top)
                .forEach(best::set);
        return best;
    }

    @FunctionalInterface
    private interface Choice {
        boolean takes(ScalarColumn column);
    }

    private static double sum(SampleTable table, int row, Choice choice) {
        double sum = 0;
        for (Column column : table.columns()) {
            if (column instanceof ScalarColumn scalars && scalars.isPresent(row) && choice.takes(scalars)) {
                sum += scalars.value(row);
            }
        }
        return sum;
    }

    private static SampleTable summed(SampleTable table, BitSet kept) {
        List<String> labels = table.labelNames();
        SampleTable.Builder builder = SampleTable.labelled(labels.toArray(new String[0]));
        table.columns().forEach(column -> builder.column(column.family()));
        String[] values = new String[labels.size()];
        for (int row = kept.nextSetBit(0); row >= 0; row = kept.nextSetBit(row + 1)) {
            for (int label = 0; label < values.length; label++) {
                values[label] = table.labelValue(row, label);
            }
            builder.row(values);
            for (int i = 0; i < table.columns().size(); i++) {
                if (table.columns().get(i) instanceof ScalarColumn scalars && scalars.isPresent(row)) {
                    builder.set(i, scalars.value(row));
                }
            }
        }
        int first = kept.nextClearBit(0);
        for (int label = 0; label < values.length; label++) {
            values[label] = labels.get(label).equals(DATABASE) ? table.labelValue(first, label) : OTHER;
        }
        builder.row(values);
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i) instanceof ScalarColumn scalars && isAmount(scalars)) {
                addOthers(builder, i, scalars, kept, table.rows());
            }
        }
        return builder.build();
    }

    private static void addOthers(SampleTable.Builder builder, int index, ScalarColumn column, BitSet kept, int rows) {
        double sum = 0;
        boolean isAny = false;
        for (int row = kept.nextClearBit(0); row < rows; row = kept.nextClearBit(row + 1)) {
            if (column.isPresent(row)) {
                sum += column.value(row);
                isAny = true;
            }
        }
        if (isAny) {
            builder.set(index, sum);
        }
    }

    private static boolean isAmount(ScalarColumn column) {
        String name = column.family().name();
        return column.family().type() == MetricType.COUNTER || AMOUNTS.stream().anyMatch(name::endsWith);
    }
}
