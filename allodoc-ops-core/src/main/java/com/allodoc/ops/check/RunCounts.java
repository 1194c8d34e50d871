package com.allodoc.ops.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to the runs of one check since its scheduler started. Immutable.
 *
 * @param runs runs started
 * @param timeouts runs that gave no answer within their time limit
 * @param skipped runs not started because one was still stuck
 * @param stuckSince start of the run that is stuck beyond its time limit now, or null
 */
public record RunCounts(
        long runs, long timeouts, long skipped, @Nullable Instant stuckSince) {}
