package com.allodoc.ops.exporter.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A histogram or summary family: buckets or quantiles, a sum and a count per row. */
public final class DistributionColumn implements Column {
    private final Family family;
    private final List<@Nullable Distribution> rows;

    DistributionColumn(Family family, List<@Nullable Distribution> rows) {
        this.family = family;
        this.rows = rows;
    }

    @Override
    public Family family() {
        return family;
    }

    @Override
    public boolean isPresent(int row) {
        return rows.get(row) != null;
    }

    @Override
    public int samples(int row) {
        Distribution distribution = rows.get(row);
        if (distribution == null) {
            return 0;
        }
        int infiniteBucket = family.type() == MetricType.HISTOGRAM ? 1 : 0;
        return distribution.size() + infiniteBucket + 2;
    }

    @Override
    public boolean isLike(Column other, int rowCount) {
        if (!(other instanceof DistributionColumn distributions) || !family.equals(distributions.family)) {
            return false;
        }
        for (int row = 0; row < rowCount; row++) {
            Distribution mine = rows.get(row);
            Distribution theirs = distributions.rows.get(row);
            boolean alike = (mine == null || theirs == null) ? mine == theirs : mine.hasEdgesOf(theirs);
            if (!alike) {
                return false;
            }
        }
        return true;
    }

    /**
     * The row's distribution.
     *
     * @throws IllegalStateException when it is absent
     */
    public Distribution distribution(int row) {
        Distribution distribution = rows.get(row);
        if (distribution == null) {
            throw new IllegalStateException("row " + row + " of " + family.name() + " is absent; ask isPresent first");
        }
        return distribution;
    }
}
