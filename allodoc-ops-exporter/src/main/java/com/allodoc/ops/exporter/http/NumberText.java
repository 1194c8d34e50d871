package com.allodoc.ops.exporter.http;

/**
 * Writes doubles as text into bytes, so that every parser reads back the same double, and allocates nothing. Not safe
 * for use by several threads.
 */
final class NumberText {
    /** Room that every number fits into: a sign, 21 digits, a point and an exponent. */
    static final int MAX_LENGTH = 32;

    /** Beyond it a double no longer tells neighbouring integers apart, and digits would pretend to know. */
    private static final double EXACT = 1L << 53;

    private static final int MAX_PLAIN_EXPONENT = 21;
    private static final int MIN_PLAIN_EXPONENT = -4;
    private static final int MAX_PLAIN_EDGE = 6;

    private static final long UNSIGNED = 0xFFFF_FFFFL;
    private static final long TENTH = 3_435_973_837L;
    private static final int TENTH_SHIFT = 35;
    private static final long[] POWERS = powers();
    // Small numbers and times: few lie between.
    private static final int LONG_FROM = 8;

    private final ShortestDecimal decimal = new ShortestDecimal();

    // The last decimal: the instant of a scrape is on a page once for each collector, and is the dearest number there.
    private final byte[] last = new byte[MAX_LENGTH];
    private double lastSize = Double.NaN;
    private int lastMaxPlain;
    private int lastLength;

    private final byte[] measured = new byte[MAX_LENGTH];

    /** A sample's value, written as short as it can be. Returns the end. */
    int value(double value, byte[] into, int at) {
        return write(value, MAX_PLAIN_EXPONENT, into, at);
    }

    /** How long {@link #value} makes it. */
    int length(double value) {
        boolean isPlain = value < EXACT && value == (long) value && (value > 0 || 1 / value > 0);
        return isPlain ? length((long) value) : value(value, measured, 0);
    }

    /**
     * A bucket's edge or a quantile, which becomes a label value and so must be the same text for ever: the one that
     * Prometheus's own Go library writes, {@code strconv}'s format g, {@code 2.5e+06}. Returns the end.
     */
    int edge(double value, byte[] into, int at) {
        return write(value, MAX_PLAIN_EDGE, into, at);
    }

    private int write(double value, int maxPlain, byte[] into, int at) {
        if (Double.isNaN(value)) {
            return ascii("NaN", into, at);
        }
        if (Double.isInfinite(value)) {
            return ascii(value > 0 ? "+Inf" : "-Inf", into, at);
        }
        int end = at;
        if (value < 0 || (value == 0 && 1 / value < 0)) {
            into[end++] = '-';
        }
        double size = Math.abs(value);
        if (size < EXACT && size == (long) size && (maxPlain > MAX_PLAIN_EDGE || size < 1e6)) {
            return integer((long) size, into, end);
        }
        return decimal(size, maxPlain, into, end);
    }

    private int decimal(double size, int maxPlain, byte[] into, int at) {
        if (size != lastSize || maxPlain != lastMaxPlain) {
            decimal.of(size);
            lastLength = layOut(decimal.digits(), decimal.exponent(), maxPlain, last, 0);
            lastSize = size;
            lastMaxPlain = maxPlain;
        }
        System.arraycopy(last, 0, into, at, lastLength);
        return at + lastLength;
    }

    private static int layOut(long digits, int exponent, int maxPlain, byte[] into, int at) {
        int count = length(digits);
        int leading = count + exponent - 1;
        if (leading < MIN_PLAIN_EXPONENT || leading >= maxPlain) {
            return scientific(digits, count, leading, into, at);
        }
        if (exponent >= 0) {
            return zeros(exponent, into, integer(digits, into, at));
        }
        if (leading < 0) {
            into[at] = '0';
            into[at + 1] = '.';
            return integer(digits, into, zeros(-leading - 1, into, at + 2));
        }
        return pointed(digits, leading + 1, into, at);
    }

    private static int scientific(long digits, int count, int leading, byte[] into, int at) {
        int end = count == 1 ? integer(digits, into, at) : pointed(digits, 1, into, at);
        into[end++] = 'e';
        into[end++] = (byte) (leading < 0 ? '-' : '+');
        int size = Math.abs(leading);
        if (size < 10) {
            into[end++] = '0';
        }
        return integer(size, into, end);
    }

    /** The digits with a point after the first {@code before} of them. */
    private static int pointed(long digits, int before, byte[] into, int at) {
        int end = integer(digits, into, at + 1);
        for (int i = at; i < at + before; i++) {
            into[i] = into[i + 1];
        }
        into[at + before] = '.';
        return end;
    }

    private static int zeros(int count, byte[] into, int at) {
        for (int i = at; i < at + count; i++) {
            into[i] = '0';
        }
        return at + count;
    }

    private static int integer(long value, byte[] into, int at) {
        int end = at + length(value);
        long rest = value;
        int i = end - 1;
        while (rest > UNSIGNED) {
            long tenth = rest / 10;
            into[i--] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        while (i >= at) {
            // A division, exact below 2^32 (Granlund and Montgomery 1994): the simpler compiler leaves "/ 10" as it is.
            long tenth = (rest * TENTH) >>> TENTH_SHIFT;
            into[i--] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        return end;
    }

    private static int length(long value) {
        int digits = value < POWERS[LONG_FROM] ? 1 : LONG_FROM + 1;
        while (digits < POWERS.length && value >= POWERS[digits]) {
            digits++;
        }
        return digits;
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    private static int ascii(String text, byte[] into, int at) {
        for (int i = 0; i < text.length(); i++) {
            into[at + i] = (byte) text.charAt(i);
        }
        return at + text.length();
    }
}
