package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One alert on how fast an error budget burns: a long window that proves it matters and a short one that proves it is
 * still happening. Immutable; made by {@link Objective#burnRates}.
 *
 * @param urgency whether it wakes somebody
 * @param budgetShare the part of the budget that is gone when it fires, 0 to 1
 * @param shortWindow ends the alert soon after the errors end
 * @param longWindow keeps a short burst from firing it
 * @param factor how many times faster than allowed the budget burns
 * @param errorRatio the ratio of failed requests that both windows must exceed
 */
public record BurnRate(
        Urgency urgency,
        double budgetShare,
        Duration shortWindow,
        Duration longWindow,
        double factor,
        double errorRatio) {

    /** Who is told. */
    public enum Urgency {
        /** Wakes the person on call. */
        PAGE,
        /** Waits for working hours. */
        TICKET
    }

    public BurnRate {
        requireNonNull(urgency, "urgency");
        requireNonNull(shortWindow, "shortWindow");
        requireNonNull(longWindow, "longWindow");
        if (shortWindow.compareTo(longWindow) >= 0) {
            throw new IllegalArgumentException(
                    "shortWindow " + shortWindow + " must be shorter than longWindow " + longWindow);
        }
        if (!(factor > 0) || !(errorRatio > 0) || !(budgetShare > 0)) {
            throw new IllegalArgumentException("budgetShare, factor and errorRatio must be positive: " + budgetShare
                    + ", " + factor + ", " + errorRatio);
        }
    }

    /** Whether any traffic at all can fire it: not when it asks for more than every request to fail. */
    public boolean isReachable() {
        return errorRatio < 1;
    }

    /** Met when both windows exceed the ratio; no data when a window has none and the other does not decide. */
    public Condition judge(RequestCount longCount, RequestCount shortCount) {
        return judge(longCount, shortCount, RequestCount.DEFAULT_MINIMUM);
    }

    /** As {@link #judge(RequestCount, RequestCount)} with another minimum of requests per window. */
    public Condition judge(RequestCount longCount, RequestCount shortCount, long minimum) {
        return exceeds(longCount.errorRatio(minimum)).and(exceeds(shortCount.errorRatio(minimum)));
    }

    private Condition exceeds(double ratio) {
        return Double.isNaN(ratio) ? Condition.NO_DATA : Condition.of(ratio > errorRatio);
    }
}
