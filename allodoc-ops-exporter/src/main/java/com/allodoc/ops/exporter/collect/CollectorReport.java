package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one collector fared in one scrape.
 *
 * @param collector its name
 * @param status how it ended
 * @param duration its own time, waiting for others excluded
 * @param series samples it gave
 * @param dropped samples that were left out because the target had too many
 * @param message why it was skipped or failed; null when it succeeded
 */
public record CollectorReport(
        String collector,
        Status status,
        Duration duration,
        int series,
        int dropped,
        @Nullable String message) {

    /** How a collector ended. */
    public enum Status {
        SUCCEEDED,
        /** It gave again what it had given less than its minimum interval ago. */
        KEPT,
        /** The server can't give it; not a failure. */
        SKIPPED,
        FAILED,
        /** The target was down or the deadline had passed before its turn. */
        NOT_RUN
    }

    static CollectorReport notRun(String collector) {
        return new CollectorReport(collector, Status.NOT_RUN, Duration.ZERO, 0, 0, null);
    }

    /** Whether the metric {@code ..._collector_success} is 1. */
    public boolean isSuccess() {
        return status == Status.SUCCEEDED || status == Status.KEPT;
    }
}
