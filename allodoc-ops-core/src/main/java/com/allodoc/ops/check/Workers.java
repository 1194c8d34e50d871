package com.allodoc.ops.check;

import java.util.List;
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

    Workers(int checks, String name) {
        this.name = name;
        AtomicInteger number = new AtomicInteger();
        // Each check has one run at most; its thread may still be on its way back to the pool when the next run begins.
        this.pool = new ThreadPoolExecutor(
                0, 2 * checks + 1, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    void execute(CheckRun run) {
        pool.execute(run);
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
        boolean ended = pool.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        return ended ? 0 : pool.getPoolSize();
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
