package com.allodoc.ops.exporter.http;

/**
 * The shortest decimal that reads back as the same double; among several the one nearest to it. The JDK's own
 * {@code Double.toString} writes more digits than needed before version 19. Holds the last result, so that nothing is
 * allocated. Not safe for use by several threads.
 *
 * <p>Where a simpler way does not do, the algorithm is Schubfach, in the notation of its paper: Raffaello Giulietti, "The
 * Schubfach way to render doubles", 2020.
 */
final class ShortestDecimal {
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT = 0x7FF;
    private static final int Q_MIN = -1074;
    private static final long MASK_63 = Long.MAX_VALUE;

    private static final double NANOS = 1e9;
    private static final int NANO_EXPONENT = -9;
    private static final double FEWER_DIGITS_THAN_16 = 1e6;

    private long digits;
    private int exponent;

    /** The digits of the last {@link #of(double)}, without zeros at the end. */
    long digits() {
        return digits;
    }

    /** The power of ten by which {@link #digits()} is to be multiplied. */
    int exponent() {
        return exponent;
    }

    /** @param value finite and above 0 */
    void of(double value) {
        if (!isOfNanos(value)) {
            schubfach(value);
        }
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
    }

    /**
     * Most numbers of a page that are not whole are a count of nano-, micro- or milliseconds. No other decimal of up to 15
     * digits reads back as the same double, so one that does is the shortest there is.
     */
    private boolean isOfNanos(double value) {
        if (value >= FEWER_DIGITS_THAN_16) {
            return false;
        }
        digits = (long) (value * NANOS + 0.5);
        exponent = NANO_EXPONENT;
        return digits > 0 && (double) digits / NANOS == value;
    }

    private void schubfach(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT;
        long fraction = bits & FRACTION;
        if (biased == 0) {
            decimal(Q_MIN, fraction, true);
        } else {
            decimal(biased + Q_MIN - 1, fraction | (1L << FRACTION_BITS), fraction != 0 || biased == 1);
        }
    }

    /** Decides on c 2<sup>q</sup>. Its neighbours are equally far, or the lower one is nearer at a power of two. */
    private void decimal(int q, long c, boolean regular) {
        int odd = (int) c & 1;
        long cb = c << 2;
        int k = regular ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        long high = PowersOfTen.high(k);
        long low = PowersOfTen.low(k);
        long vb = roundToOdd(high, low, cb << h);
        long lower = roundToOdd(high, low, (cb - (regular ? 2 : 1)) << h) + odd;
        long upper = roundToOdd(high, low, (cb + 2) << h) - odd;
        long s = vb >> 2;
        exponent = k;
        if (s >= 10) {
            long down = s / 10 * 10;
            boolean isDownInside = lower <= down << 2;
            boolean isUpInside = (down + 10) << 2 <= upper;
            if (isDownInside != isUpInside) {
                digits = isDownInside ? down : down + 10;
                return;
            }
        }
        boolean isDownInside = lower <= s << 2;
        boolean isUpInside = (s + 1) << 2 <= upper;
        if (isDownInside != isUpInside) {
            digits = isDownInside ? s : s + 1;
            return;
        }
        long beyondMiddle = vb - ((2 * s + 1) << 1);
        digits = beyondMiddle < 0 || (beyondMiddle == 0 && (s & 1) == 0) ? s : s + 1;
    }

    /** The product cut to an integer, whose last bit also stands for everything that was cut off. */
    private static long roundToOdd(long high, long low, long cp) {
        long x = Math.multiplyHigh(low, cp);
        long y0 = high * cp;
        long y1 = Math.multiplyHigh(high, cp);
        long z = (y0 >>> 1) + x;
        long w = y1 + (z >>> 63);
        return w | (((z & MASK_63) + MASK_63) >>> 63);
    }

    /** floor(log10(2^e)), for the exponents of doubles. */
    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    /** floor(log10(3/4 2^e)), for the exponents of doubles. */
    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    /** floor(log2(10^e)), for the exponents of doubles. */
    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }
}
