package com.allodoc.ops.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that checks run on: made when needed, gone when idle, and never more than the checks can ask for. */
final class Workers {

    private static final Logger log = LoggerFactory.getLogger(CheckScheduler.class);
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;
    private final String name;
    private final List<Thread> threads = new ArrayList<>();

    Workers(int checks, String name) {
        this.name = name;
        AtomicInteger number = new AtomicInteger();
        // Each check has one run at most, perhaps someone who cancels it, and a thread on its way back to the pool.
        this.pool = new ThreadPoolExecutor(
                0, 3 * checks + 1, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    remember(thread);
                    return thread;
                });
    }

    private synchronized void remember(Thread thread) {
        threads.removeIf(known -> known.getState() == Thread.State.TERMINATED);
        threads.add(thread);
    }

    private synchronized List<Thread> remembered() {
        return List.copyOf(threads);
    }

    void execute(CheckRun run) {
        pool.execute(run);
    }

    /** Frees a run that was given up from a call that hears no interruption. Foreign code, so not on the timer's thread. */
    void cancel(CheckRun run) {
        CheckContext.Cancellation cancellation = run.context().expire();
        if (cancellation == null) {
            return;
        }
        try {
            pool.execute(() -> cancel(run, cancellation));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            log.debug("check name={} could not be cancelled", run.definition().name(), e);
        }
    }

    private static void cancel(CheckRun run, CheckContext.Cancellation cancellation) {
        try {
            cancellation.cancel();
        } catch (Exception | Error e) {
            // Often because the run has just ended after all, and what it used is closed.
            log.debug("check name={} could not be cancelled", run.definition().name(), e);
        }
    }

    int count() {
        return pool.getPoolSize();
    }

    /** Interrupts everything, closes what can be closed, and says how many threads were left at {@code deadline}. */
    int close(List<Check> checks, long deadline) throws InterruptedException {
        pool.shutdownNow();
        // On a thread of its own: closing is foreign code and may hang like any other.
        Thread closing = new Thread(() -> checks.forEach(Workers::closeCheck), name + "-close");
        closing.setDaemon(true);
        closing.start();
        Joining.join(closing, deadline);
        int left = 0;
        // The pool calls itself terminated a moment before its last thread is gone.
        for (Thread thread : remembered()) {
            left += Joining.join(thread, deadline) ? 0 : 1;
        }
        return left;
    }

    private static void closeCheck(Check check) {
        if (check instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception | Error e) {
                log.warn("check could not be closed type={}", check.getClass().getName(), e);
            }
        }
    }
}
