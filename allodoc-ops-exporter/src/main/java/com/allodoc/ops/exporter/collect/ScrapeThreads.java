package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that scrape, one for each target that is being scraped and for each result that one of them goes on with,
 * and the one that watches their deadlines. All are daemons, and idle ones end after half a minute. Safe for use by any
 * thread.
 */
public final class ScrapeThreads implements Executor, AutoCloseable {
    private static final ThreadLocal<@Nullable FollowUp> CURRENT = new ThreadLocal<>();

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("allodoc-scrape"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("allodoc-deadline"));
    private final Alarms alarms = new Alarms(timer);

    public ScrapeThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs a target's work at once; the number of threads is bounded by that of targets and of what follows. */
    @Override
    public void execute(Runnable work) {
        workers.execute(() -> run(work));
    }

    private static void run(Runnable work) {
        FollowUp followUp = new FollowUp();
        CURRENT.set(followUp);
        try {
            work.run();
        } finally {
            CURRENT.remove();
            Runnable task = followUp.task;
            if (task != null) {
                task.run();
            }
        }
    }

    /**
     * Leaves what is to be done with a scrape's result to the thread that brought it, for when its work is over: waking
     * another one for it takes longer than most of what is done.
     *
     * @return whether it will be done: false on any other thread, and when this one has something to do already
     */
    public static boolean followUp(Runnable task) {
        FollowUp followUp = CURRENT.get();
        if (followUp == null || followUp.task != null) {
            return false;
        }
        followUp.task = task;
        return true;
    }

    /** Runs {@code late} at the deadline, unless {@code work} is done by then. */
    void at(Deadline deadline, Runnable late, CompletableFuture<?> work) {
        alarms.set(deadline, late, work);
    }

    /** Runs short work again and again, until the future is cancelled. */
    Future<?> every(Duration interval, Runnable work) {
        return timer.scheduleWithFixedDelay(work, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    /** What a thread does after its work. */
    private static final class FollowUp {
        private @Nullable Runnable task;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + '-' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
