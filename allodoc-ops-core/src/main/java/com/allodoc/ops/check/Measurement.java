package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.Threshold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number that a check saw, and the limit it was held against. Immutable.
 *
 * @param name what was measured, such as {@code response_seconds}
 * @param value the number; never NaN, a value that is missing is a measurement that is not there
 * @param unit the unit in words or symbols, empty for a plain count
 * @param limit the limit that the value broke, or the first one it could break; null when it was not judged
 */
public record Measurement(
        String name, double value, String unit, @Nullable Threshold limit) {

    private static final int SIGNIFICANT = 6;
    /** A value just beyond a large limit must not read like the limit itself. */
    private static final int LEAST_FRACTION = 3;

    public Measurement {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a measurement must not be blank");
        }
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("value of " + name + " is NaN; leave the measurement out instead");
        }
    }

    /** A value that nothing was asked of. */
    public static Measurement of(String name, double value, String unit) {
        return new Measurement(name, value, unit, null);
    }

    /** The value beside its limit: {@code response_seconds 2.41 s, limit > 2}. */
    public String explain() {
        String text = name + " " + print(value) + (unit.isEmpty() ? "" : " " + unit);
        return limit == null ? text : text + ", limit " + limit.condition();
    }

    private static String print(double value) {
        if (Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        int digitsBeforePoint = decimal.precision() - decimal.scale();
        int shown = Math.max(LEAST_FRACTION, SIGNIFICANT - digitsBeforePoint);
        return decimal.setScale(Math.min(shown, Math.max(0, decimal.scale())), RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
