package com.allodoc.ops.exporter.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process is about to do. */
public final class Await {
    private Await() {}

    /** Looks every ten milliseconds, for twenty seconds at most. */
    public static void until(Callable<Boolean> condition) throws Exception {
        until(Duration.ofSeconds(20), condition);
    }

    public static void until(Duration limit, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
