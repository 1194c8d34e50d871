package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.time.Instant;
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
    Optional<Collected> find(Collector<?> collector, Instant now) {
        Result result = results.get(collector.name());
        if (result == null || now.isBefore(result.at())) {
            return Optional.empty();
        }
        Duration interval = collector.minimumInterval();
        Duration goodFor = interval.minus(interval.dividedBy(JITTER_PART));
        boolean isGood = Duration.between(result.at(), now).compareTo(goodFor) < 0;
        return isGood ? Optional.of(result.collected()) : Optional.empty();
    }

    /** Keeps a result, if its collector wants that. */
    void put(Collector<?> collector, Collected collected, Instant at) {
        if (!collector.minimumInterval().isZero()) {
            results.put(collector.name(), new Result(collected, at));
        }
    }

    void forget() {
        results.clear();
    }
}
