package com.allodoc.ops.exporter.collect;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One answer for several who wait for it. Each has a future of their own; who cancels it waits no longer, and once
 * nobody does, the work is cancelled. Safe for use by any thread.
 *
 * @param <V> the answer
 */
final class Awaited<V> {
    private final CompletableFuture<V> answer = new CompletableFuture<>();
    private int waiting;
    private boolean abandoned;

    /** A future for one more who waits; empty when everybody had left and the work is being cancelled. */
    synchronized Optional<CompletableFuture<V>> join() {
        if (abandoned) {
            return Optional.empty();
        }
        waiting++;
        CompletableFuture<V> own = answer.copy();
        own.whenComplete((value, failure) -> {
            if (own.isCancelled()) {
                leave();
            }
        });
        return Optional.of(own);
    }

    private void leave() {
        synchronized (this) {
            waiting--;
            if (waiting > 0 || answer.isDone()) {
                return;
            }
            abandoned = true;
        }
        answer.cancel(false);
    }

    /**
     * Answers with what {@code work} comes to. To be called once.
     *
     * @param first is told before those who wait
     */
    void answerWith(CompletableFuture<V> work, BiConsumer<? super V, ? super Throwable> first) {
        work.whenComplete((value, failure) -> {
            first.accept(value, failure);
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                answer.complete(value);
            }
        });
        answer.whenComplete((value, failure) -> {
            if (answer.isCancelled()) {
                work.cancel(true);
            }
        });
    }
}
