package com.allodoc.ops.exporter.collect;

import java.time.Duration;

/**
 * What probes may cost at most.
 *
 * @param maxSessions servers whose sessions are kept
 * @param maxConcurrent servers that are scraped at once; not more than {@code maxSessions}
 * @param idleTimeout how long the session of a server is kept that nobody asks for
 */
public record ProbeLimits(int maxSessions, int maxConcurrent, Duration idleTimeout) {

    public ProbeLimits {
        if (maxConcurrent < 1 || maxSessions < maxConcurrent) {
            throw new IllegalArgumentException("maxSessions must be at least maxConcurrent, and that at least 1: "
                    + maxSessions + "/" + maxConcurrent);
        }
        if (idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("idleTimeout must be positive: " + idleTimeout);
        }
    }
}
