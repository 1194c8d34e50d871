package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

/**
 * When a value is bad, with equality said out loud and an optional hold limit (hysteresis). Immutable, and judging
 * allocates nothing.
 *
 * <p>The hold limit works like Netdata's: a value must pass the limit to raise the state, and stays in it until it is
 * back behind the hold limit. Without a hold limit both are the same. NaN is missing data: it neither raises nor holds.
 */
public sealed interface Threshold permits Threshold.Above, Threshold.Below, Threshold.Outside {

    /** Whether {@code value} puts a good state into this one. */
    boolean raises(double value);

    /** Whether {@code value} keeps a state that was raised before. True for every value that raises. */
    boolean holds(double value);

    /** The rule in one expression, such as {@code > 80} or {@code > 85 until <= 75}. */
    String condition();

    /** Whether the state is on for {@code value}, given whether it was on before. */
    default boolean isMet(double value, boolean raisedBefore) {
        return raisedBefore ? holds(value) : raises(value);
    }

    /** Bad above {@code limit}; the limit itself is still good. */
    static Above above(double limit) {
        return new Above(limit, false, limit);
    }

    /** Bad at {@code limit} and above. */
    static Above atLeast(double limit) {
        return new Above(limit, true, limit);
    }

    /** Bad below {@code limit}; the limit itself is still good. */
    static Below below(double limit) {
        return new Below(limit, false, limit);
    }

    /** Bad at {@code limit} and below. */
    static Below atMost(double limit) {
        return new Below(limit, true, limit);
    }

    /** Bad where the range alerts; its bounds belong to the range. */
    static Outside outside(Range range) {
        return new Outside(range, range);
    }

    /**
     * Bad when too high.
     *
     * @param limit what a value must pass to be bad
     * @param inclusive whether a value equal to the limit (or, while held, to the hold limit) is bad
     * @param hold what a value must get back to, to be good again; at most {@code limit}
     */
    record Above(double limit, boolean inclusive, double hold) implements Threshold {
        public Above {
            requireNumbers(limit, hold);
            if (hold > limit) {
                throw new IllegalArgumentException("hold " + Decimals.print(hold) + " must not be above limit "
                        + Decimals.print(limit) + "; a value must fall further to be good again, not less");
            }
        }

        /** The same limit, held until the value is back at {@code hold} (below it, when inclusive). */
        public Above holdUntil(double hold) {
            return new Above(limit, inclusive, hold);
        }

        @Override
        public boolean raises(double value) {
            return inclusive ? value >= limit : value > limit;
        }

        @Override
        public boolean holds(double value) {
            return inclusive ? value >= hold : value > hold;
        }

        @Override
        public String condition() {
            String raise = (inclusive ? ">= " : "> ") + Decimals.print(limit);
            return hold == limit ? raise : raise + (inclusive ? " until < " : " until <= ") + Decimals.print(hold);
        }
    }

    /**
     * Bad when too low.
     *
     * @param limit what a value must pass to be bad
     * @param inclusive whether a value equal to the limit (or, while held, to the hold limit) is bad
     * @param hold what a value must get back to, to be good again; at least {@code limit}
     */
    record Below(double limit, boolean inclusive, double hold) implements Threshold {
        public Below {
            requireNumbers(limit, hold);
            if (hold < limit) {
                throw new IllegalArgumentException("hold " + Decimals.print(hold) + " must not be below limit "
                        + Decimals.print(limit) + "; a value must rise further to be good again, not less");
            }
        }

        /** The same limit, held until the value is back at {@code hold} (above it, when inclusive). */
        public Below holdUntil(double hold) {
            return new Below(limit, inclusive, hold);
        }

        @Override
        public boolean raises(double value) {
            return inclusive ? value <= limit : value < limit;
        }

        @Override
        public boolean holds(double value) {
            return inclusive ? value <= hold : value < hold;
        }

        @Override
        public String condition() {
            String raise = (inclusive ? "<= " : "< ") + Decimals.print(limit);
            return hold == limit ? raise : raise + (inclusive ? " until > " : " until >= ") + Decimals.print(hold);
        }
    }

    /**
     * Bad where a range alerts.
     *
     * @param range raises the state
     * @param hold keeps it; same sense as {@code range}, and alerting wherever {@code range} does
     */
    record Outside(Range range, Range hold) implements Threshold {
        public Outside {
            requireNonNull(range, "range");
            requireNonNull(hold, "hold");
            Range wide = range.inside() ? hold : range;
            Range narrow = range.inside() ? range : hold;
            if (range.inside() != hold.inside() || wide.start() > narrow.start() || wide.end() < narrow.end()) {
                throw new IllegalArgumentException("hold range " + hold + " must alert wherever range " + range
                        + " does; narrow a range of good values, widen a range of bad ones (@)");
            }
        }

        /** The same range, held until the value is good by {@code hold}. */
        public Outside holdUntil(Range hold) {
            return new Outside(range, hold);
        }

        @Override
        public boolean raises(double value) {
            return range.alerts(value);
        }

        @Override
        public boolean holds(double value) {
            return hold.alerts(value);
        }

        @Override
        public String condition() {
            String raise = (range.inside() ? "in " : "outside ") + range;
            return hold.equals(range) ? raise : raise + " until good by " + hold;
        }
    }

    private static void requireNumbers(double limit, double hold) {
        if (Double.isNaN(limit) || Double.isInfinite(limit) || Double.isNaN(hold) || Double.isInfinite(hold)) {
            throw new IllegalArgumentException("limit and hold must be finite numbers, not " + limit + " and " + hold);
        }
    }
}
