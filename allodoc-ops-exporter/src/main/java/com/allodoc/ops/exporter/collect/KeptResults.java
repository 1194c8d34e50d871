package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What collectors with a minimum interval gave last, to be given again until it has passed. A failure is not kept: it is
 * tried again with the next scrape. Safe for use by any thread.
 */
final class KeptResults {
    /** An interval that is a multiple of the scrape's must not miss its scrape by a few milliseconds of jitter. */
    private static final int JITTER_PART = 20;

    private record Result(Collected collected, Instant at) {}

    private final Map<String, Result> results = new ConcurrentHashMap<>();

    /** What is still good; nothing also when the clock was set back. */
    Optional<Collected> find(Collector<?> collector, InstantSource clock) {
        Duration interval = collector.minimumInterval();
        // Nearly all collectors, of which there are dozens, are asked each time.
        Result result = interval.isZero() ? null : results.get(collector.name());
        if (result == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(result.at())) {
            return Optional.empty();
        }
        Duration goodFor = interval.minus(interval.dividedBy(JITTER_PART));
        boolean isGood = Duration.between(result.at(), now).compareTo(goodFor) < 0;
        return isGood ? Optional.of(result.collected()) : Optional.empty();
    }

    /** Keeps the result of a collector that has an interval. */
    void put(Collector<?> collector, Collected collected, Instant at) {
        results.put(collector.name(), new Result(collected, at));
    }

    void forget() {
        results.clear();
    }
}
