package com.allodoc.ops.threshold;

/**
 * How many requests a window saw, and how many of them failed. Immutable.
 *
 * @param total all requests of the window
 * @param failed those of them that failed
 */
public record RequestCount(long total, long failed) {

    /** Fewer requests than this say nothing about a ratio: one failure in four is not a 25 % outage. */
    public static final long DEFAULT_MINIMUM = 20;

    public RequestCount {
        if (failed < 0 || failed > total) {
            throw new IllegalArgumentException("failed must be between 0 and total " + total + ", not " + failed
                    + "; count both over the same window");
        }
    }

    /** Failed by total, 0 to 1; NaN, which is "no data", when there were no requests. */
    public double errorRatio() {
        return errorRatio(1);
    }

    /** Failed by total, 0 to 1; NaN, which is "no data", with fewer than {@code minimum} requests or none. */
    public double errorRatio(long minimum) {
        return total == 0 || total < minimum ? Double.NaN : (double) failed / total;
    }
}
