package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.Fleet;
import java.time.Duration;

/**
 * What a listener serves. Immutable.
 *
 * @param fleet the targets
 * @param meters what others bring to the page
 * @param timeout how long a scrape may take when the client does not say
 * @param margin how much earlier than the client's own time limit the answer must be on its way
 * @param version for the landing page
 */
public record Site(Fleet fleet, Meters meters, Duration timeout, Duration margin, String version) {

    public Site {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
        if (margin.isNegative()) {
            throw new IllegalArgumentException("margin must not be negative: " + margin);
        }
    }
}
