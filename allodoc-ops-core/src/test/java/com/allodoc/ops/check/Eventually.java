package com.allodoc.ops.check;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other threads do: as short as possible, and never for ever. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Eventually() {}

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still not after " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
