package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one scrape of one target went.
 *
 * @param diagnosis why the target is up or down
 * @param at when the scrape ended
 * @param duration from its start to its end
 * @param collectors one report for each collector that was asked for, in the target's order
 * @param parts how the parts of the target fared when they were last gone through; empty for one without parts
 * @param scrapes how many scrapes of this target were started, this one included
 */
public record ScrapeReport(
        Diagnosis diagnosis,
        Instant at,
        Duration duration,
        List<CollectorReport> collectors,
        Optional<Parts> parts,
        long scrapes) {

    public ScrapeReport {
        collectors = List.copyOf(collectors);
    }

    public boolean isUp() {
        return diagnosis.reason() == UpReason.OK;
    }

    /** Whether the target was down or any collector failed. */
    public boolean hasFailure() {
        return !isUp() || collectors.stream().anyMatch(c -> c.status() == CollectorReport.Status.FAILED);
    }
}
