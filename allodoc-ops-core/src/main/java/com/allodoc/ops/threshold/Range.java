package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval of good values, or with {@code inside} of bad ones, in the notation of Nagios plugins:
 * {@code [@]start:end}. Both bounds belong to the interval. Immutable.
 *
 * <p>Source: Monitoring Plugins development guidelines, "Threshold and ranges", and the older of the two
 * implementations in monitoring-plugins; the newer one treats {@code ~:N} as exclusive at N against its own manual.
 *
 * @param inside true when values inside alert ({@code @}), false when values outside do
 * @param start the lower bound, may be negative infinity ({@code ~})
 * @param end the upper bound, may be positive infinity (left out)
 */
public record Range(boolean inside, double start, double end) {

    private static final String NUMBER = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?";
    private static final Pattern GRAMMAR =
            Pattern.compile("(@)?(?:(?:(~|" + NUMBER + ")?(:))?(" + NUMBER + ")?)", Pattern.DOTALL);

    public Range {
        if (Double.isNaN(start) || Double.isNaN(end)) {
            throw new IllegalArgumentException("a bound of a range must be a number, not NaN; use infinity for none");
        }
        if (start == Double.POSITIVE_INFINITY || end == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("range " + start + ":" + end + " holds no number; swap its bounds");
        }
        if (start > end) {
            throw new IllegalArgumentException("start " + Decimals.print(start) + " of the range is above its end "
                    + Decimals.print(end) + "; swap them, or put @ in front to alert inside");
        }
        // Adding zero turns -0.0 into 0.0, which print alike but would not be equal.
        start = start + 0.0;
        end = end + 0.0;
    }

    /** Alerts below {@code start} and above {@code end}. */
    public static Range outside(double start, double end) {
        return new Range(false, start, end);
    }

    /** Alerts from {@code start} to {@code end}, both included. */
    public static Range inside(double start, double end) {
        return new Range(true, start, end);
    }

    /**
     * Reads the Nagios notation: {@code 10} is 0 to 10, {@code 10:} is 10 and up, {@code ~:10} is 10 and down,
     * {@code @10:20} alerts inside.
     *
     * @throws IllegalArgumentException when {@code text} is not in that notation, or its start is above its end
     */
    public static Range parse(String text) {
        requireNonNull(text, "text");
        String trimmed = text.strip();
        Matcher matcher = GRAMMAR.matcher(trimmed);
        if (!matcher.matches() || (matcher.group(3) == null && matcher.group(4) == null)) {
            throw new IllegalArgumentException("range \"" + text + "\" is not [@]start:end with numbers"
                    + " (~ as start for minus infinity, no end for plus infinity); for example 10, 10:, ~:10, @10:20");
        }
        String from = matcher.group(2);
        String to = matcher.group(4);
        double start = from == null ? 0 : from.equals("~") ? Double.NEGATIVE_INFINITY : number(from, text);
        double end = to == null ? Double.POSITIVE_INFINITY : number(to, text);
        if (start > end) {
            throw new IllegalArgumentException(
                    "range \"" + text + "\": start " + Decimals.print(start) + " is above end " + Decimals.print(end)
                            + (from == null ? "; a start that is left out means 0, write ~ for minus infinity" : ""));
        }
        return new Range(matcher.group(1) != null, start, end);
    }

    private static double number(String digits, String text) {
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("range \"" + text + "\": " + digits + " is too large for a double");
        }
        return value;
    }

    /** Whether {@code value} lies between the bounds, both included. NaN lies nowhere. */
    public boolean contains(double value) {
        return value >= start && value <= end;
    }

    /** Whether {@code value} is a bad one. NaN is missing data, not a value, and never alerts. */
    public boolean alerts(double value) {
        return inside ? contains(value) : value < start || value > end;
    }

    /** The Nagios notation, as short as it goes; {@link #parse} of it equals this range. */
    @Override
    public String toString() {
        String from = start == Double.NEGATIVE_INFINITY ? "~:" : start == 0 ? "" : Decimals.print(start) + ":";
        String to = end == Double.POSITIVE_INFINITY ? "" : Decimals.print(end);
        if (from.isEmpty() && to.isEmpty()) {
            from = "0:";
        }
        return (inside ? "@" : "") + from + to;
    }
}
