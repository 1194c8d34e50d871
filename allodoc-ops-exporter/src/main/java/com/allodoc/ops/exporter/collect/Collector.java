package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import java.time.Duration;
import java.util.List;

/**
 * One thing to read from a target: one view, one command, one section. Stateless, or safe for the one thread that uses
 * its target.
 *
 * @param <S> the session it reads from
 */
public interface Collector<S extends Session> {

    /** Its name in {@code collect[]}, in the configuration and in the label {@code collector}: {@code stat_database}. */
    String name();

    /** Every family it can give, for {@link MetricCatalog}; patterns where only the server knows the names. */
    List<Family> families();

    /**
     * How long what it gave stays good enough to be given again, so that a costly question is not asked at every scrape;
     * zero to ask every time. The page tells the age by {@code allodoc_collector_last_success_timestamp_seconds}.
     */
    default Duration minimumInterval() {
        return Duration.ZERO;
    }

    /** Whether it is asked once in every part of the target, such as each database, rather than once. */
    default boolean isPerPart() {
        return false;
    }

    /** The same, asked no more often than this. */
    default Collector<S> every(Duration interval) {
        return new PacedCollector<>(this, interval);
    }

    /** Whether it runs only when the configuration names it. */
    default boolean isOptional() {
        return false;
    }

    /**
     * Reads.
     *
     * @param session begun and alive
     * @param deadline when to give up
     * @throws Exception when reading failed; the other collectors go on, unless the session is no longer alive
     */
    Collected collect(S session, Deadline deadline) throws Exception;
}
