package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the rows with the most activity, which is the sum of their counters, and those with the most bytes, and stays
 * with its choice. The others become one row: what can be added is added, and what can't, such as a time, is absent.
 *
 * <p>A counter of the others only grows: it is what has been counted of rows while they were not kept, so that one that
 * comes in takes nothing away from it. Remembers what it saw last, so each table of a database has one of its own. Used
 * by one thread at a time.
 */
final class PgTop {
    private static final String OTHER = "other";
    private static final String DATABASE = "datname";
    private static final String BYTES = "_bytes";

    /** How far behind a row may fall before it goes, as a multiple of those that come in. */
    private static final int STAY = 2;

    private static final int MEASURES = 2;

    /** How the names of gauges end that can be added. */
    private static final Set<String> AMOUNTS = Set.of(BYTES, "_live_tup", "_dead_tup", "_mod_since_analyze");

    private final StableTop top;
    private List<String> metrics = List.of();
    private Set<String> kept = Set.of();
    private Map<String, double[]> last = Map.of();
    private double[] others = {};

    PgTop(int size) {
        this.top = new StableTop(size, STAY * size);
    }

    /** The rows kept, and one for the others if there are any. */
    SampleTable keep(SampleTable table) {
        List<String> names =
                table.columns().stream().map(column -> column.family().name()).toList();
        if (!names.equals(metrics)) {
            // Another version of the server: what was remembered belongs to other columns.
            metrics = names;
            last = Map.of();
            others = new double[names.size()];
            Arrays.fill(others, Double.NaN);
        }
        String[] keys = new String[table.rows()];
        Map<String, double[]> ranks = new HashMap<>();
        for (int row = 0; row < keys.length; row++) {
            keys[row] = key(table, row);
            ranks.put(keys[row], new double[] {
                sum(table, row, c -> c.family().type() == MetricType.COUNTER),
                sum(table, row, c -> c.family().name().endsWith(BYTES))
            });
        }
        kept = table.rows() <= top.enter() ? Set.copyOf(ranks.keySet()) : top.choose(ranks, kept, MEASURES);
        count(table, keys);
        return kept.size() == ranks.size() ? table : summed(table, keys);
    }

    private static String key(SampleTable table, int row) {
        StringBuilder key = new StringBuilder();
        for (int label = 0; label < table.labelNames().size(); label++) {
            key.append(table.labelValue(row, label)).append('\0');
        }
        return key.toString();
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

    /** Adds to the counters of the others what has happened since the last time. */
    private void count(SampleTable table, String[] keys) {
        Map<String, double[]> now = new HashMap<>();
        for (int row = 0; row < keys.length; row++) {
            double[] values = counters(table, row);
            double[] before = last.get(keys[row]);
            now.put(keys[row], values);
            if (kept.contains(keys[row])) {
                continue;
            }
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    double more = before == null ? values[i] : increase(before[i], values[i]);
                    others[i] = Double.isNaN(others[i]) ? more : others[i] + more;
                }
            }
        }
        last = now;
    }

    /** Less than before: the statistics were reset in between, or another table has the name. */
    private static double increase(double before, double now) {
        return now >= before ? now - before : now;
    }

    /** Not a number is what is absent and what is no counter. */
    private static double[] counters(SampleTable table, int row) {
        double[] values = new double[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            boolean isCounted = table.columns().get(i) instanceof ScalarColumn scalars
                    && scalars.family().type() == MetricType.COUNTER
                    && scalars.isPresent(row);
            values[i] = isCounted ? ((ScalarColumn) table.columns().get(i)).value(row) : Double.NaN;
        }
        return values;
    }

    private SampleTable summed(SampleTable table, String[] keys) {
        List<String> labels = table.labelNames();
        SampleTable.Builder builder = SampleTable.labelled(labels.toArray(new String[0]));
        table.columns().forEach(column -> builder.column(column.family()));
        String[] values = new String[labels.size()];
        double[] sums = others.clone();
        for (int row = 0; row < keys.length; row++) {
            if (!kept.contains(keys[row])) {
                addAmounts(table, row, sums);
                continue;
            }
            for (int label = 0; label < values.length; label++) {
                values[label] = table.labelValue(row, label);
            }
            builder.row(values);
            for (int i = 0; i < sums.length; i++) {
                if (table.columns().get(i) instanceof ScalarColumn scalars && scalars.isPresent(row)) {
                    builder.set(i, scalars.value(row));
                }
            }
        }
        for (int label = 0; label < values.length; label++) {
            values[label] = labels.get(label).equals(DATABASE) ? table.labelValue(0, label) : OTHER;
        }
        builder.row(values);
        for (int i = 0; i < sums.length; i++) {
            if (!Double.isNaN(sums[i])) {
                builder.set(i, sums[i]);
            }
        }
        return builder.build();
    }

    private static void addAmounts(SampleTable table, int row, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            if (table.columns().get(i) instanceof ScalarColumn scalars && isAmount(scalars) && scalars.isPresent(row)) {
                sums[i] = Double.isNaN(sums[i]) ? scalars.value(row) : sums[i] + scalars.value(row);
            }
        }
    }

    private static boolean isAmount(ScalarColumn column) {
        String name = column.family().name();
        return column.family().type() != MetricType.COUNTER && AMOUNTS.stream().anyMatch(name::endsWith);
    }
}
