package com.allodoc.ops.exporter.sample;

/** A counter, gauge or untyped family: one number per row. */
public final class ScalarColumn implements Column {

    /**
     * Stands for "no sample here". A NaN of its own bits, so that a server's NaN can still be told from it; compared by
     * bits, never by {@code ==}.
     */
    static final double ABSENT = Double.longBitsToDouble(0x7ff8_a110_d0c0_0001L);

    private static final long ABSENT_BITS = Double.doubleToRawLongBits(ABSENT);

    private final Family family;
    private final double[] values;

    ScalarColumn(Family family, double[] values) {
        this.family = family;
        this.values = values;
    }

    @Override
    public Family family() {
        return family;
    }

    @Override
    public boolean isPresent(int row) {
        return Double.doubleToRawLongBits(values[row]) != ABSENT_BITS;
    }

    @Override
    public int samples(int row) {
        return isPresent(row) ? 1 : 0;
    }

    @Override
    public boolean isLike(Column other, int rows) {
        if (!(other instanceof ScalarColumn scalars) || !family.equals(scalars.family)) {
            return false;
        }
        for (int row = 0; row < rows; row++) {
            if (isPresent(row) != scalars.isPresent(row)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a row that {@link #isPresent(int)}. */
    public double value(int row) {
        return values[row];
    }
}
