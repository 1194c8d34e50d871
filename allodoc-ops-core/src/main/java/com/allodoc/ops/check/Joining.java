package com.allodoc.ops.check;

import java.util.concurrent.TimeUnit;

/** Waiting for threads, but only so long. Deadlines are in {@link System#nanoTime}. */
final class Joining {

    private Joining() {}

    static boolean join(Thread thread, long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        // A thread cannot wait for itself: a listener or a check may be what closes the scheduler.
        if (left > 0 && thread != Thread.currentThread()) {
            TimeUnit.NANOSECONDS.timedJoin(thread, left);
        }
        return !thread.isAlive();
    }
}
