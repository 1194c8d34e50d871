package com.allodoc.ops.threshold;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.BurnRate.Urgency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/**
 * A service level objective: the ratio of requests that must succeed over a period. Immutable.
 *
 * <p>Source: Google's SRE workbook, chapter 5, "multiwindow, multi-burn-rate alerts", with the numbers of Sloth. A
 * factor is budget share times period by long window: for 30 days 14.4, 6, 3 and 1.
 *
 * @param target the ratio that must succeed, above 0 and below 1, such as 0.99
 * @param period what it is measured over, such as 30 days
 */
public record Objective(double target, Duration period) {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(3);

    public Objective {
        requireNonNull(period, "period");
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("target must be between 0 and 1, both excluded, not " + target
                    + "; write 99 % as 0.99, and no objective of 100 %: it leaves no budget to burn");
        }
        if (period.compareTo(LONGEST_WINDOW) <= 0) {
            throw new IllegalArgumentException("period must be longer than the longest alert window, "
                    + LONGEST_WINDOW.toDays() + " days, not " + period);
        }
    }

    public static Objective of(double target, Duration period) {
        return new Objective(target, period);
    }

    /** The objective over 30 days. */
    public static Objective over30Days(double target) {
        return new Objective(target, Duration.ofDays(30));
    }

    /** The ratio of requests that may fail, 0 to 1: 0.01 for a target of 0.99. */
    public double errorBudget() {
        return budget().doubleValue();
    }

    /** How many times faster than allowed the budget burns at {@code errorRatio}. NaN stays NaN. */
    public double burnRate(double errorRatio) {
        return errorRatio / errorBudget();
    }

    /** The part of the budget that is left after a whole period at {@code errorRatio}; negative when overspent. */
    public double remainingBudget(double errorRatio) {
        return 1 - burnRate(errorRatio);
    }

    /** How long a full budget lasts at {@code factor} times the allowed rate. */
    public Duration timeToExhaust(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor must be positive and finite, not " + factor);
        }
        BigDecimal seconds = BigDecimal.valueOf(period.toSeconds()).divide(decimal(factor), MathContext.DECIMAL64);
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    /** The four alerts, the most urgent first: two that page and two that open a ticket. */
    public List<BurnRate> burnRates() {
        return List.of(
                rate(Urgency.PAGE, 0.02, Duration.ofMinutes(5), Duration.ofHours(1)),
                rate(Urgency.PAGE, 0.05, Duration.ofMinutes(30), Duration.ofHours(6)),
                rate(Urgency.TICKET, 0.1, Duration.ofHours(2), Duration.ofDays(1)),
                rate(Urgency.TICKET, 0.1, Duration.ofHours(6), LONGEST_WINDOW));
    }

    private BurnRate rate(Urgency urgency, double share, Duration shortWindow, Duration longWindow) {
        BigDecimal factor = decimal(share)
                .multiply(BigDecimal.valueOf(period.toSeconds()))
                .divide(BigDecimal.valueOf(longWindow.toSeconds()), MathContext.DECIMAL64);
        double ratio = factor.multiply(budget()).doubleValue();
        return new BurnRate(urgency, share, shortWindow, longWindow, factor.doubleValue(), ratio);
    }

    /** Decimal, so that 1 - 0.99 is 0.01 and a ratio of exactly 14.4 % does not exceed 14.4 %. */
    private BigDecimal budget() {
        return BigDecimal.ONE.subtract(decimal(target));
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value);
    }
}
