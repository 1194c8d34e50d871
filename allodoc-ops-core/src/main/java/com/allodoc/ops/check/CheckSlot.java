package com.allodoc.ops.check;

import org.jspecify.annotations.Nullable;

/** The place of one check in its scheduler: when it is due, and the one run it may have. Guarded by the scheduler. */
final class CheckSlot {

    private final CheckDefinition definition;
    private long dueNanos;
    private @Nullable CheckRun run;
    private long runs;
    private long timeouts;
    private long skipped;
    private boolean skippedThisRun;
    private volatile RunCounts counts = new RunCounts(0, 0, 0, null);

    CheckSlot(CheckDefinition definition) {
        this.definition = definition;
    }

    CheckDefinition definition() {
        return definition;
    }

    @Nullable
    CheckRun run() {
        return run;
    }

    boolean isRunning() {
        return run != null && !run.isExpired();
    }

    boolean isStuck() {
        return run != null && run.isExpired();
    }

    long dueNanos() {
        return dueNanos;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0;
    }

    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    /** The next turn after {@code nowNanos} in the same rhythm: turns that were slept through are not made up for. */
    void nextTurn(long nowNanos) {
        long period = definition.period().toNanos();
        dueNanos += period * ((nowNanos - dueNanos) / period + 1);
    }

    /** Nanoseconds until something is to be done here; for ever when it only waits for a free place. */
    long untilNextEvent(long nowNanos) {
        long untilDue = isDue(nowNanos) ? Long.MAX_VALUE : dueNanos - nowNanos;
        CheckRun current = run;
        if (current == null || current.isExpired()) {
            return untilDue;
        }
        return Math.min(
                untilDue,
                definition.timeout().minus(current.context().elapsed()).toNanos());
    }

    void begin(CheckRun begun) {
        run = begun;
        skippedThisRun = false;
        runs++;
        publish();
    }

    void expire(CheckRun overdue) {
        overdue.expire();
        timeouts++;
        publish();
    }

    /** True the first time that this run keeps the next one from starting. */
    boolean skip() {
        boolean first = !skippedThisRun;
        skippedThisRun = true;
        skipped++;
        publish();
        return first;
    }

    /** True when the run that ends had kept others from starting. */
    boolean end() {
        run = null;
        publish();
        return skippedThisRun;
    }

    /** Readable without the scheduler's lock. */
    RunCounts counts() {
        return counts;
    }

    private void publish() {
        CheckRun current = run;
        boolean stuck = current != null && current.isExpired();
        counts = new RunCounts(
                runs,
                timeouts,
                skipped,
                stuck && current != null ? current.context().startedAt() : null);
    }
}
