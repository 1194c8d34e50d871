package com.allodoc.ops.exporter.render.text;

import java.math.BigDecimal;
import java.time.Duration;

/** Numbers and durations as JSON, YAML and PromQL alike can read them. */
public final class Numbers {
    private Numbers() {}

    /** {@code 0.8}, {@code 50}, {@code 2147483648}: shortest form, no exponent. */
    public static String text(Number number) {
        if (number instanceof Double || number instanceof Float) {
            BigDecimal decimal = BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros();
            return decimal.toPlainString();
        }
        return number.toString();
    }

    /** As Prometheus and Alertmanager write it: {@code 90s} is {@code 1m30s}, nothing is {@code 0s}. */
    public static String duration(Duration duration) {
        if (duration.toMillisPart() != 0 || duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " is not a number of whole seconds");
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
