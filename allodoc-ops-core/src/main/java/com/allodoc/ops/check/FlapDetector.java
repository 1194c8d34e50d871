package com.allodoc.ops.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a check changes its mind so often that its notifications are noise. Immutable.
 *
 * <p>The last 20 results are remembered as "changed" or not; slot i, from oldest to newest, weighs 0.80 + 0.02 i; the
 * share of changed weight in percent starts flapping above {@code startPercent} and ends it at or below
 * {@code stopPercent}. Source: Icinga 2, {@code checkable-flapping.cpp}. Its manual says that recovery takes seven quiet
 * results in the worked example; its code, and this, take five. Refinement: the very first result is not a change.
 *
 * @param changes the ring as bits, newest lowest
 * @param last the status of the last result, or null before the first
 * @param flapping whether it flaps now
 * @param startPercent flapping starts above this
 * @param stopPercent flapping stops at or below this
 */
public record FlapDetector(
        int changes, @Nullable CheckStatus last, boolean flapping, double startPercent, double stopPercent) {

    private static final int SLOTS = 20;
    private static final int NEWEST_WEIGHT = 118;

    public FlapDetector {
        if (!(stopPercent >= 0 && stopPercent <= startPercent && startPercent <= 100)) {
            throw new IllegalArgumentException("need 0 <= stopPercent <= startPercent <= 100, not stop " + stopPercent
                    + " and start " + startPercent);
        }
        if (changes >>> SLOTS != 0) {
            throw new IllegalArgumentException("changes has more than " + SLOTS + " bits; start from of(..)");
        }
    }

    /** Icinga's limits: starts above 30 %, stops at or below 25 %. */
    public static FlapDetector standard() {
        return of(30, 25);
    }

    public static FlapDetector of(double startPercent, double stopPercent) {
        return new FlapDetector(0, null, false, startPercent, stopPercent);
    }

    /** Never flaps. */
    public static FlapDetector off() {
        return of(100, 100);
    }

    /** The same limits with a status to compare the first result with, as Icinga does. */
    public FlapDetector startingFrom(CheckStatus status) {
        return new FlapDetector(changes, status, flapping, startPercent, stopPercent);
    }

    /** Whether {@code status} changes nothing: no change is remembered, and it is none. */
    boolean isSteadyWith(CheckStatus status) {
        return changes == 0 && status == last && !flapping;
    }

    /** The detector after one more result. */
    public FlapDetector next(CheckStatus status) {
        int change = last != null && last != status ? 1 : 0;
        int ring = ((changes << 1) | change) & ((1 << SLOTS) - 1);
        double percent = percent(ring);
        boolean flaps = percent > (flapping ? stopPercent : startPercent);
        return ring == changes && status == last && flaps == flapping
                ? this
                : new FlapDetector(ring, status, flaps, startPercent, stopPercent);
    }

    /** The weighted share of changes, 0 to 99: the weights of twenty slots sum up to 19.8. */
    public double percent() {
        return percent(changes);
    }

    String describe() {
        return String.format(Locale.ROOT, "%.1f %% of recent results changed", percent());
    }

    /** In hundredths, so that exactly 25 % is exactly 25 %. */
    private static double percent(int ring) {
        int sum = 0;
        for (int age = 0; age < SLOTS; age++) {
            sum += ((ring >>> age) & 1) * (NEWEST_WEIGHT - 2 * age);
        }
        return sum / (double) SLOTS;
    }
}
