package com.allodoc.ops.threshold;

import java.math.BigDecimal;

/** Numbers as people write them: {@code 80}, not {@code 80.0}; {@code 0.1}, never {@code 1.0E-1}. */
final class Decimals {

    private static final int LONGEST_PLAIN = 24;

    private Decimals() {}

    static String print(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        String plain = exact.toPlainString();
        return plain.length() <= LONGEST_PLAIN ? plain : exact.toString();
    }
}
