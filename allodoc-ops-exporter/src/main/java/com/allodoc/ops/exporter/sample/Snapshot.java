package com.allodoc.ops.exporter.sample;

import java.time.Instant;
import java.util.List;

/**
 * Everything one scrape learned about one target, its envelope included. Immutable.
 *
 * @param source the kind of target: {@code postgres}, {@code redis}, {@code container}
 * @param target its name in the configuration
 * @param at when the scrape ended
 * @param tables in no particular order; the page sorts by name
 */
public record Snapshot(String source, String target, Instant at, List<SampleTable> tables) {

    public Snapshot {
        tables = List.copyOf(tables);
    }
}
