package com.allodoc.ops.exporter.sample;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The growing columns behind a {@link SampleTable.Builder}. */
final class ColumnBuffers {
    private static final double[] NOTHING = {};

    private Family[] families = new Family[8];

    /** The numbers of each column; {@link #NOTHING} for one of distributions, which never has room for a number. */
    private double[][] scalars = new double[8][];

    private Map<Integer, List<@Nullable Distribution>> distributions = Map.of();
    private int columns;
    private int expected;
    private boolean isHandedOver;

    /** So many rows will probably come: columns of that length need no copy. */
    void expect(int rows) {
        expected = rows;
    }

    int add(Family family) {
        int column = columns++;
        if (column == families.length) {
            widen(2 * column);
        }
        families[column] = family;
        scalars[column] = NOTHING;
        if (family.type().isDistribution()) {
            if (distributions.isEmpty()) {
                distributions = new HashMap<>();
            }
            distributions.put(column, new ArrayList<>());
        }
        return column;
    }

    /** By hand: of arrays of objects the simpler compiler makes a copy through a call into the JVM. */
    private void widen(int room) {
        Family[] moreFamilies = new Family[room];
        System.arraycopy(families, 0, moreFamilies, 0, families.length);
        families = moreFamilies;
        double[][] moreScalars = new double[room][];
        System.arraycopy(scalars, 0, moreScalars, 0, scalars.length);
        scalars = moreScalars;
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
        if (families[column].type().isDistribution()) {
            throw new IllegalArgumentException(families[column].name() + " takes a Distribution, not a number");
        }
        if (isHandedOver) {
            for (int i = 0; i < columns; i++) {
                scalars[i] = scalars[i].clone();
            }
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
        List<@Nullable Distribution> values = distributions.get(column);
        if (values == null) {
            throw new IllegalArgumentException(families[column].name() + " takes a number, not a Distribution");
        }
        fill(values, row + 1);
        values.set(row, value);
    }

    /** The columns. The numbers are theirs from now on; whoever goes on setting gets a copy. */
    List<Column> build(int rows) {
        Column[] built = new Column[columns];
        for (int i = 0; i < columns; i++) {
            Family family = families[i];
            if (family.type().isDistribution()) {
                List<@Nullable Distribution> values = new ArrayList<>(requireNonNull(distributions.get(i)));
                fill(values, rows);
                built[i] = new DistributionColumn(family, values);
            } else {
                double[] values = scalars[i];
                built[i] = new ScalarColumn(family, values.length == rows ? values : grown(values, rows, rows));
            }
        }
        isHandedOver = true;
        return List.of(built);
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
