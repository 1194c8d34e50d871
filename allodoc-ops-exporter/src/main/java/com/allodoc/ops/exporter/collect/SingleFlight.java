package com.allodoc.ops.exporter.collect;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets everybody who asks for the same thing at the same time share one answer. Safe for use by any thread.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
final class SingleFlight<K, V> {
    private final ConcurrentMap<K, Flight<V>> inFlight = new ConcurrentHashMap<>();

    /**
     * The answer under way for {@code key} when it will be there by {@code deadline}, or that of {@code work}, which is
     * started when there is none.
     */
    CompletableFuture<V> join(K key, Deadline deadline, Supplier<CompletableFuture<V>> work) {
        Flight<V> mine = new Flight<>(deadline);
        Flight<V> shared =
                inFlight.merge(key, mine, (theirs, own) -> theirs.deadline.isLaterThan(own.deadline) ? own : theirs);
        if (shared != mine) {
            return shared.result;
        }
        start(work).whenComplete((value, failure) -> {
            inFlight.remove(key, mine);
            if (failure != null) {
                mine.result.completeExceptionally(failure);
            } else {
                mine.result.complete(value);
            }
        });
        return mine.result;
    }

    private static <V> CompletableFuture<V> start(Supplier<CompletableFuture<V>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** An answer under way. Two of them are never equal. */
    private static final class Flight<V> {
        private final Deadline deadline;
        private final CompletableFuture<V> result = new CompletableFuture<>();

        Flight(Deadline deadline) {
            this.deadline = deadline;
        }
    }
}
