package com.allodoc.ops.exporter.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The growing columns behind a {@link SampleTable.Builder}. */
final class ColumnBuffers {
    private static final double[] NOTHING = {};
    private static final List<@Nullable Distribution> NO_DISTRIBUTIONS = List.of();

    private final List<Family> families = new ArrayList<>();
    private final List<List<@Nullable Distribution>> distributions = new ArrayList<>();
    private double[][] scalars = {};
    private int expected;
    private boolean isHandedOver;

    /** So many rows will probably come: columns of that length need no copy. */
    void expect(int rows) {
        expected = rows;
    }

    int add(Family family) {
        int column = families.size();
        if (column == scalars.length) {
            scalars = Arrays.copyOf(scalars, Math.max(8, column * 2));
            Arrays.fill(scalars, column, scalars.length, NOTHING);
        }
        families.add(family);
        distributions.add(family.type().isDistribution() ? new ArrayList<>() : NO_DISTRIBUTIONS);
        return column;
    }

    /** Called for each number of each table: what is seldom so is looked at only when there is no room. */
    void set(int column, int row, double value) {
        double[] values = scalars[column];
        if (row >= values.length || isHandedOver) {
            values = room(column, row);
        }
        values[row] = value;
    }

    private double[] room(int column, int row) {
        // One of distributions never has room for a number.
        if (families.get(column).type().isDistribution()) {
            throw new IllegalArgumentException(families.get(column).name() + " takes a Distribution, not a number");
        }
        if (isHandedOver) {
            Arrays.setAll(scalars, i -> scalars[i].clone());
            isHandedOver = false;
        }
        double[] values = scalars[column];
        if (row >= values.length) {
            // Many tables have one row, which then needs no copy.
            values = grown(values, row + 1, row == 0 ? Math.max(1, expected) : Math.max(4, values.length * 2));
            scalars[column] = values;
        }
        return values;
    }

    void set(int column, int row, Distribution value) {
        if (!families.get(column).type().isDistribution()) {
            throw new IllegalArgumentException(families.get(column).name() + " takes a number, not a Distribution");
        }
        List<@Nullable Distribution> values = distributions.get(column);
        fill(values, row + 1);
        values.set(row, value);
    }

    /** The columns. The numbers are theirs from now on; whoever goes on setting gets a copy. */
    List<Column> build(int rows) {
        List<Column> columns = new ArrayList<>(families.size());
        for (int i = 0; i < families.size(); i++) {
            Family family = families.get(i);
            if (family.type().isDistribution()) {
                List<@Nullable Distribution> values = new ArrayList<>(distributions.get(i));
                fill(values, rows);
                columns.add(new DistributionColumn(family, values));
            } else {
                double[] values = scalars[i];
                columns.add(new ScalarColumn(family, values.length == rows ? values : grown(values, rows, rows)));
            }
        }
        isHandedOver = true;
        return Collections.unmodifiableList(columns);
    }

    private static void fill(List<@Nullable Distribution> values, int size) {
        while (values.size() < size) {
            values.add(null);
        }
    }

    private static double[] grown(double[] values, int atLeast, int wanted) {
        double[] longer = Arrays.copyOf(values, Math.max(atLeast, wanted));
        if (longer.length > values.length) {
            Arrays.fill(longer, values.length, longer.length, ScalarColumn.ABSENT);
        }
        return longer;
    }
}
