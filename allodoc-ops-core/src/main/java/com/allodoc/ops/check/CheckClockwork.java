package com.allodoc.ops.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clockwork of a {@link CheckScheduler}: starts what is due, gives up what is overdue, and brings what comes out of it
 * to the board. Its lock is never held while foreign code runs.
 */
final class CheckClockwork {

    private static final Logger log = LoggerFactory.getLogger(CheckScheduler.class);
    /** How late the end of a maintenance window or an acknowledgement may be noticed. */
    private static final long TICK = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, CheckSlot> slots = new LinkedHashMap<>();
    private final CheckBoard board;
    private final Workers workers;
    private final Thread timer;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final int maxConcurrent;
    private long lastLookNanos;
    private boolean started;
    private boolean closed;

    CheckClockwork(
            Collection<CheckSlot> slots,
            CheckBoard board,
            InstantSource clock,
            LongSupplier nanoTime,
            int maxConcurrent,
            String threadName) {
        slots.forEach(slot -> this.slots.put(slot.definition().name(), slot));
        this.board = board;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.maxConcurrent = maxConcurrent;
        this.workers = new Workers(slots.size(), threadName);
        this.timer = new Thread(this::keepTime, threadName + "-timer");
        this.timer.setDaemon(true);
    }

    void start() {
        open();
        timer.start();
    }

    /** Everything but the timer: tests make it {@link #pass} by hand. */
    void open() {
        lock.lock();
        try {
            if (started || closed) {
                throw new IllegalStateException("a scheduler is started once; build another");
            }
            started = true;
            long now = nanoTime.getAsLong();
            lastLookNanos = now;
            slots.values().forEach(slot -> slot.dueAt(now));
        } finally {
            lock.unlock();
        }
    }

    private void keepTime() {
        lock.lock();
        try {
            while (!closed) {
                long wait = TICK;
                try {
                    wait = pass();
                } catch (RuntimeException | Error e) {
                    log.error("check timer failed, going on", e);
                }
                if (wait > 0) {
                    changed.awaitNanos(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what is overdue, starts what is due; returns the nanoseconds until there is more to do. */
    long pass() {
        lock.lock();
        try {
            if (closed) {
                return TICK;
            }
            long now = nanoTime.getAsLong();
            slots.values().forEach(this::expireOverdue);
            List<CheckSlot> due = new ArrayList<>(
                    slots.values().stream().filter(slot -> slot.isDue(now)).toList());
            // Who has waited longest comes first, or a limit on concurrency would starve the last of the list.
            due.sort(Comparator.comparingLong(slot -> slot.dueNanos() - now));
            due.forEach(slot -> takeTurn(slot, now));
            if (now - lastLookNanos >= TICK) {
                lastLookNanos = now;
                board.reconsider(clock.instant());
            }
            long next = TICK;
            for (CheckSlot slot : slots.values()) {
                next = Math.min(next, slot.untilNextEvent(now));
            }
            return Math.max(0, next);
        } finally {
            lock.unlock();
        }
    }

    private void expireOverdue(CheckSlot slot) {
        CheckRun run = slot.run();
        if (run == null || run.isExpired() || !run.isOverdue()) {
            return;
        }
        slot.expire(run);
        workers.cancel(run);
        CheckContext context = run.context();
        Duration timeout = slot.definition().timeout();
        String summary = "no answer within " + timeout.toMillis() + " ms";
        report(slot, context.unknown(summary).timed(context.startedAt(), timeout));
    }

    private void takeTurn(CheckSlot slot, long now) {
        CheckRun run = slot.run();
        if (run != null && run.isExpired()) {
            Instant since = run.context().startedAt();
            if (slot.skip()) {
                log.warn("check name={} state=stuck since={}", slot.definition().name(), since);
            }
            slot.nextTurn(now);
            String summary = "still stuck in the run of " + since + ", not started again";
            report(slot, CheckResult.of(CheckStatus.UNKNOWN, summary, clock.instant()));
        } else if (run == null && running() < maxConcurrent) {
            slot.nextTurn(now);
            begin(slot);
        }
    }

    private void begin(CheckSlot slot) {
        CheckDefinition definition = slot.definition();
        CheckRun run = new CheckRun(definition, CheckContext.of(clock, nanoTime, definition.timeout()), this::finished);
        slot.begin(run);
        try {
            workers.execute(run);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            slot.end();
            report(slot, run.context().unknown("no thread to run it on").withCause(e));
        }
    }

    private void finished(CheckRun run, CheckResult result) {
        lock.lock();
        try {
            CheckSlot slot = slot(run.definition().name());
            if (slot.end()) {
                log.info(
                        "check name={} state=released after={}",
                        run.definition().name(),
                        run.context().elapsed());
            }
            if (!run.isExpired()) {
                report(slot, result);
            }
            if (maxConcurrent < slots.size()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void report(CheckSlot slot, CheckResult result) {
        if (!closed) {
            board.record(slot.definition().name(), result, clock.instant());
        }
    }

    private int running() {
        return (int) slots.values().stream().filter(CheckSlot::isRunning).count();
    }

    private CheckSlot slot(String name) {
        CheckSlot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no check is named " + name + "; there are " + slots.keySet());
        }
        return slot;
    }

    void runNow(String name) {
        lock.lock();
        try {
            CheckSlot slot = slot(name);
            if (started && slot.run() == null) {
                slot.dueAt(nanoTime.getAsLong());
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isStarted() {
        lock.lock();
        try {
            return started;
        } finally {
            lock.unlock();
        }
    }

    SchedulerStats stats(EventQueue events) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            int stuck = (int) slots.values().stream().filter(CheckSlot::isStuck).count();
            int waiting = (int) slots.values().stream()
                    .filter(slot -> started && slot.run() == null && slot.isDue(now))
                    .count();
            return new SchedulerStats(running(), stuck, waiting, workers.count(), events.dropped(), events.failed());
        } finally {
            lock.unlock();
        }
    }

    /** False when it was closed before. */
    boolean stop() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Ends its threads and closes the checks, until {@code deadline} in {@link System#nanoTime}. */
    void close(long deadline) throws InterruptedException {
        Joining.join(timer, deadline);
        List<Check> checks =
                slots.values().stream().map(slot -> slot.definition().check()).toList();
        int left = workers.close(checks, deadline);
        if (left > 0) {
            log.warn("check scheduler closed, threads left behind by stuck checks count={}", left);
        }
    }
}
