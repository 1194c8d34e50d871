package com.allodoc.ops.exporter.http;

import java.math.BigInteger;

/**
 * 10<sup>-k</sup> for every k that a double needs, to 126 bits, as Schubfach wants it: with 10<sup>-k</sup> =
 * &beta; 2<sup>r</sup> and 2<sup>125</sup> &le; &beta; &lt; 2<sup>126</sup>, the number &lfloor;&beta;&rfloor; + 1 in two
 * halves of 63 bits. Computed once, in about a millisecond, when the first value that is not whole is written.
 */
final class PowersOfTen {
    private static final int MIN = -324;
    private static final int MAX = 292;
    private static final int BITS = 126;
    private static final long[] HALVES = compute();

    private PowersOfTen() {}

    static long high(int k) {
        return HALVES[(k - MIN) * 2];
    }

    static long low(int k) {
        return HALVES[(k - MIN) * 2 + 1];
    }

    private static long[] compute() {
        long[] halves = new long[(MAX - MIN + 1) * 2];
        BigInteger power = BigInteger.ONE;
        for (int exponent = 0; exponent <= -MIN; exponent++) {
            put(halves, -exponent, shifted(power, BITS - power.bitLength()));
            if (exponent > 0 && exponent <= MAX) {
                // One bit more than needed, then cut: a quotient of 2^n has 126 bits or 127.
                BigInteger quotient =
                        BigInteger.ONE.shiftLeft(BITS + power.bitLength()).divide(power);
                put(halves, exponent, shifted(quotient, BITS - quotient.bitLength()));
            }
            power = power.multiply(BigInteger.TEN);
        }
        return halves;
    }

    private static BigInteger shifted(BigInteger number, int left) {
        return number.shiftLeft(left).add(BigInteger.ONE);
    }

    private static void put(long[] halves, int k, BigInteger g) {
        halves[(k - MIN) * 2] = g.shiftRight(63).longValueExact();
        halves[(k - MIN) * 2 + 1] = g.and(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
