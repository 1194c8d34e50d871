package com.allodoc.ops.exporter.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Room for a page, used again for the next: pages are nearly always made one after the other and of about one length,
 * and a fresh array of that size is the largest piece of garbage of a small one. Whoever comes while it is taken gets
 * one of their own, as long as the last. Safe for use by any thread.
 */
final class SpareBytes {
    private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();
    private volatile int lastLength;

    /** An array of at least this length, of any content. It belongs to the caller. */
    byte[] take(int least) {
        byte[] bytes = spare.getAndSet(null);
        return bytes != null && bytes.length >= least ? bytes : new byte[Math.max(least, lastLength)];
    }

    /** Gives up an array, which the caller must not touch any more. */
    void giveBack(byte[] bytes) {
        lastLength = bytes.length;
        spare.set(bytes);
    }
}
