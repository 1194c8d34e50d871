package com.allodoc.ops.exporter.sample;

import java.util.Arrays;

/**
 * One row of a histogram or a summary. Immutable.
 *
 * <p>For a histogram {@code edges} are upper bounds in ascending order, without the infinite one, and {@code values} the
 * cumulative counts up to each; for a summary they are quantiles from 0 to 1 and the values at them.
 */
public final class Distribution {
    private final double[] edges;
    private final double[] values;
    private final double sum;
    private final double count;

    private Distribution(double[] edges, double[] values, double sum, double count) {
        this.edges = edges;
        this.values = values;
        this.sum = sum;
        this.count = count;
    }

    /**
     * A row's distribution.
     *
     * @param sum of everything observed, in the unit of the family
     * @param count of observations; also the value of the infinite bucket
     * @throws IllegalArgumentException when edges and values differ in number or the edges do not ascend
     */
    public static Distribution of(double[] edges, double[] values, double sum, double count) {
        if (edges.length != values.length) {
            throw new IllegalArgumentException("values: " + values.length + " for " + edges.length + " edges");
        }
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException("edges must ascend: " + edges[i - 1] + " then " + edges[i]);
            }
        }
        return new Distribution(copy(edges), copy(values), sum, count);
    }

    /** What {@code clone()} is a call into the JVM for, where only the simpler compiler runs. */
    private static double[] copy(double[] values) {
        double[] copy = new double[values.length];
        System.arraycopy(values, 0, copy, 0, values.length);
        return copy;
    }

    /** Whether another one has the same edges. */
    boolean hasEdgesOf(Distribution other) {
        return Arrays.equals(edges, other.edges);
    }

    public int size() {
        return edges.length;
    }

    public double edge(int i) {
        return edges[i];
    }

    public double value(int i) {
        return values[i];
    }

    public double sum() {
        return sum;
    }

    public double count() {
        return count;
    }
}
