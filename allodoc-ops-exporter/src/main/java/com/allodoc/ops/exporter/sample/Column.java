package com.allodoc.ops.exporter.sample;

/** One metric family's values for every row of a {@link SampleTable}. Immutable once its table is built. */
public sealed interface Column permits ScalarColumn, DistributionColumn {

    Family family();

    /** Whether the row has a value; a NULL of the server is an absent sample, never 0. */
    boolean isPresent(int row);

    /** How many samples the row stands for on the page: 1, or the buckets and two more. 0 when absent. */
    int samples(int row);

    /**
     * Whether another column looks like this one but for its numbers: it has the same family, and samples in the same
     * rows, which for distributions have the same edges.
     *
     * @param rows how many rows both have
     */
    boolean isLike(Column other, int rows);
}
