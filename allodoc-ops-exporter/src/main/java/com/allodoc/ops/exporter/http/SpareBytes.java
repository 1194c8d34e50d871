package com.allodoc.ops.exporter.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Room for a page, used again for the next: pages are nearly always made one after the other and of about one length,
 * and a fresh array of that size is the largest piece of garbage of a small one. Whoever comes while it is taken gets
 * one of their own, about as long as the last page. Safe for use by any thread.
 */
final class SpareBytes {
    private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();
    private volatile int expected;

    /** An array of at least this length, of any content. It belongs to the caller. */
    byte[] take(int least) {
        byte[] bytes = spare.getAndSet(null);
        return bytes != null && bytes.length >= least ? bytes : new byte[Math.max(least, expected)];
    }

    /**
     * Gives up an array, which the caller must not touch any more.
     *
     * @param used how much of it was needed
     */
    void giveBack(byte[] bytes, int used) {
        // A little more than this time, for what a few numbers may grow by.
        expected = used + used / 16;
        spare.set(bytes);
    }
}
