package com.allodoc.ops.exporter.config;

import java.time.Duration;

/**
 * How long a scrape may take. Immutable.
 *
 * @param timeout for a caller that doesn't send {@code X-Prometheus-Scrape-Timeout-Seconds}; 10 s by default
 * @param timeoutMargin taken off that time so that the page arrives before Prometheus gives up; 500 ms by default
 */
public record ScrapeConfig(Duration timeout, Duration timeoutMargin) {

    public static final ScrapeConfig DEFAULT = new ScrapeConfig(Duration.ofSeconds(10), Duration.ofMillis(500));

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
    }
}
