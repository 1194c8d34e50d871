package com.allodoc.ops.exporter.config;

import java.time.Duration;

/**
 * How long a scrape may take, and how often there is a new one. Immutable.
 *
 * @param timeout for a caller that doesn't send {@code X-Prometheus-Scrape-Timeout-Seconds}; 10 s by default
 * @param timeoutMargin taken off that time so that the page arrives before Prometheus gives up; 500 ms by default
 * @param minimumInterval a page younger than that is given again instead of asking the targets anew; 0 s by default,
 *     which is never. Half of Prometheus's scrape interval makes several Prometheus servers cost what one costs
 */
public record ScrapeConfig(Duration timeout, Duration timeoutMargin, Duration minimumInterval) {

    /** More than that would hide an outage from an alert that waits for a few minutes. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    public static final ScrapeConfig DEFAULT =
            new ScrapeConfig(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ZERO);

    public ScrapeConfig {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be above zero, such as 10s");
        }
        if (timeoutMargin.isNegative()) {
            throw new IllegalArgumentException("timeoutMargin must not be negative");
        }
        if (timeoutMargin.compareTo(timeout) >= 0) {
            throw new IllegalArgumentException("timeoutMargin (" + DurationText.format(timeoutMargin)
                    + ") must be shorter than timeout (" + DurationText.format(timeout) + ")");
        }
        if (minimumInterval.isNegative() || minimumInterval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("minimumInterval must be from 0s to "
                    + DurationText.format(LONGEST_INTERVAL) + "; half of Prometheus's scrape interval serves best");
        }
    }
}
