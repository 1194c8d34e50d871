package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets everybody who asks for the same thing at the same time share one answer, and for a minimum interval from its
 * start also those who come after. Safe for use by any thread.
 *
 * <p>With an interval of at least half the time between two questions of one asker, two askers never cost more than
 * one, whatever lies between them: docs/adr/0028.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
final class SingleFlight<K, V> {
    /** Answers kept at most; whoever asks for more different things than that asks by hand. */
    static final int KEPT = 4;

    /** An answer that took so nearly all its time was cut short: the next one may have more. */
    private static final Duration CUT_SHORT = Duration.ofMillis(100);

    private final Duration minimumInterval;
    private final LongSupplier nanoClock;
    private final Map<K, Flight<K, V>> flights = new HashMap<>();
    private final Deque<Flight<K, V>> kept = new ArrayDeque<>();
    private final LongAdder started = new LongAdder();
    private final LongAdder joined = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    /** @param minimumInterval how old an answer may be, counted from the start of its work; zero keeps none */
    SingleFlight(Duration minimumInterval, LongSupplier nanoClock) {
        if (minimumInterval.isNegative()) {
            throw new IllegalArgumentException("minimumInterval must not be negative: " + minimumInterval);
        }
        this.minimumInterval = minimumInterval;
        this.nanoClock = nanoClock;
    }

    /**
     * A recent answer for {@code key}, or the one under way when it will be there by {@code deadline}, or that of
     * {@code work}, which is started when there is neither. Who cancels the future they got waits no longer; when nobody
     * does, the work is cancelled.
     */
    CompletableFuture<V> join(K key, Deadline deadline, Supplier<CompletableFuture<V>> work) {
        Flight<K, V> mine = new Flight<>(key, deadline, nanoClock.getAsLong());
        CompletableFuture<V> own = mine.result.join().orElseThrow();
        synchronized (flights) {
            dropOldOnes();
            Flight<K, V> theirs = flights.get(key);
            if (theirs != null && (theirs.landed || !theirs.deadline.isLaterThan(deadline))) {
                Optional<CompletableFuture<V>> shared = theirs.result.join();
                if (shared.isPresent()) {
                    (theirs.landed ? repeated : joined).increment();
                    return shared.get();
                }
            }
            flights.put(key, mine);
        }
        started.increment();
        mine.result.answerWith(
                start(work),
                (value, failure) -> land(
                        mine,
                        failure == null && !mine.deadline.earlierBy(CUT_SHORT).isExpired()));
        return own;
    }

    private void land(Flight<K, V> mine, boolean whole) {
        synchronized (flights) {
            if (flights.get(mine.key) != mine) {
                return;
            }
            if (whole && isRecent(mine)) {
                mine.landed = true;
                kept.add(mine);
                dropOldOnes();
            } else {
                flights.remove(mine.key);
            }
        }
    }

    private void dropOldOnes() {
        kept.removeIf(flight -> !isRecent(flight) && flights.remove(flight.key, flight));
        if (kept.size() > KEPT) {
            flights.remove(kept.removeFirst().key);
        }
    }

    private boolean isRecent(Flight<K, V> flight) {
        return !minimumInterval.isZero() && nanoClock.getAsLong() - flight.startedNanos <= minimumInterval.toNanos();
    }

    /** How often work was started. */
    long started() {
        return started.sum();
    }

    /** How often an answer under way was shared. */
    long joined() {
        return joined.sum();
    }

    /** How often a recent answer was given again. */
    long repeated() {
        return repeated.sum();
    }

    private static <V> CompletableFuture<V> start(Supplier<CompletableFuture<V>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** An answer, under way until it has landed. Two of them are never equal. */
    private static final class Flight<K, V> {
        private final K key;
        private final Deadline deadline;
        private final long startedNanos;
        private final Awaited<V> result = new Awaited<>();
        private boolean landed;

        Flight(K key, Deadline deadline, long startedNanos) {
            this.key = key;
            this.deadline = deadline;
            this.startedNanos = startedNanos;
        }
    }
}
