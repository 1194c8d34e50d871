package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads a number of INFO out of the reply's bytes, or one of the words that stand for 1 and 0. */
final class InfoNumber {
    /** As redis_exporter maps them, and C's spellings of what is no number. */
    private static final Map<String, Double> WORDS = Map.of(
            "ok", 1.0,
            "true", 1.0,
            "err", 0.0,
            "fail", 0.0,
            "false", 0.0,
            "nan", Double.NaN,
            "-nan", Double.NaN,
            "inf", Double.POSITIVE_INFINITY,
            "-inf", Double.NEGATIVE_INFINITY);

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private static final int EXACT_DIGITS = 15;

    private InfoNumber() {}

    static OptionalDouble parse(byte[] text, int from, int to) {
        int i = from;
        boolean negative = i < to && text[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; i < to; i++) {
            byte b = text[i];
            if (b >= '0' && b <= '9' && count < EXACT_DIGITS) {
                digits = digits * 10 + (b - '0');
                count++;
            } else if (b == '.' && point < 0) {
                point = i;
            } else {
                return slowly(text, from, to);
            }
        }
        if (count == 0) {
            return OptionalDouble.empty();
        }
        // Both are exact, so the quotient is the nearest double, as the long way round would find it.
        double value = point < 0 ? (double) digits : (double) digits / POWERS_OF_TEN[to - 1 - point];
        return OptionalDouble.of(negative ? -value : value);
    }

    /** The number in a larger unit, if there is one. */
    static OptionalDouble divided(OptionalDouble number, double divisor) {
        return number.isPresent() ? OptionalDouble.of(number.getAsDouble() / divisor) : number;
    }

    /** Words, exponents and more digits than a double holds exactly. */
    private static OptionalDouble slowly(byte[] text, int from, int to) {
        if (to - from > 64) {
            return OptionalDouble.empty();
        }
        String word = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        Double known = WORDS.get(word.toLowerCase(Locale.ROOT));
        if (known != null) {
            return OptionalDouble.of(known);
        }
        for (int i = 0; i < word.length(); i++) {
            if ("0123456789+-.eE".indexOf(word.charAt(i)) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
