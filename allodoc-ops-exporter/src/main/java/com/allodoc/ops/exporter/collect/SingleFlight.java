package com.allodoc.ops.exporter.collect;

import java.util.Optional;
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
     * started when there is none. Who cancels the future they got waits no longer; when nobody does, the work is
     * cancelled.
     */
    CompletableFuture<V> join(K key, Deadline deadline, Supplier<CompletableFuture<V>> work) {
        Flight<V> mine = new Flight<>(deadline);
        Flight<V> shared =
                inFlight.merge(key, mine, (theirs, own) -> theirs.deadline.isLaterThan(own.deadline) ? own : theirs);
        Optional<CompletableFuture<V>> own = shared.result.join();
        if (own.isEmpty()) {
            inFlight.remove(key, shared);
            return join(key, deadline, work);
        }
        if (shared == mine) {
            CompletableFuture<V> started = start(work);
            started.whenComplete((value, failure) -> inFlight.remove(key, mine));
            mine.result.answerWith(started);
        }
        return own.get();
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
        private final Awaited<V> result = new Awaited<>();

        Flight(Deadline deadline) {
            this.deadline = deadline;
        }
    }
}
