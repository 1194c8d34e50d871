package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a check is given for one run: the clock, the time it has left, and the words for its answer. Thread-safe.
 *
 * <p>Elapsed time is monotonic; a step of the wall clock neither shortens nor lengthens a run.
 */
public final class CheckContext {

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Instant startedAt;
    private final long startNanos;
    private final Duration timeout;
    private @Nullable Cancellation cancellation;
    private boolean expired;

    private CheckContext(InstantSource clock, LongSupplier nanoTime, Duration timeout) {
        this.clock = requireNonNull(clock, "clock");
        this.nanoTime = nanoTime;
        this.timeout = requireNonNull(timeout, "timeout");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, not " + timeout);
        }
        this.startedAt = clock.instant();
        this.startNanos = nanoTime.getAsLong();
    }

    /** A run that starts now, for calling a check without a scheduler. */
    public static CheckContext of(InstantSource clock, Duration timeout) {
        return new CheckContext(clock, System::nanoTime, timeout);
    }

    static CheckContext of(InstantSource clock, LongSupplier nanoTime, Duration timeout) {
        return new CheckContext(clock, nanoTime, timeout);
    }

    public InstantSource clock() {
        return clock;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** When the runner stops waiting for an answer. */
    public Instant deadline() {
        return startedAt.plus(timeout);
    }

    /** How long the run has taken so far. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    /** Time until the deadline; zero once it has passed, never negative. */
    public Duration remaining() {
        Duration left = timeout.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * What a check should allow its own calls: what remains, less a tenth of the time limit in which to say what went
     * wrong. At least a millisecond, because zero means "for ever" to sockets.
     */
    public Duration budget() {
        Duration left = remaining().minus(timeout.dividedBy(10));
        Duration least = Duration.ofMillis(1);
        return left.compareTo(least) < 0 ? least : left;
    }

    int budgetMillis() {
        return (int) Math.min(Integer.MAX_VALUE, budget().toMillis());
    }

    /** Frees a call that hears no interruption: {@code statement::cancel}, {@code socket::close}. */
    @FunctionalInterface
    public interface Cancellation {
        void cancel() throws Exception;
    }

    /**
     * What the runner does, on a thread of its own, when the run is given up: the last one registered, once. At once, on
     * this thread, when the run has been given up already.
     *
     * @throws Exception when the run has been given up already and {@code cancellation} throws it
     */
    public void onExpiry(Cancellation cancellation) throws Exception {
        synchronized (this) {
            this.cancellation = cancellation;
            if (!expired) {
                return;
            }
        }
        cancellation.cancel();
    }

    /** Marks the run as given up and hands over what is registered, if anything. */
    synchronized @Nullable Cancellation expire() {
        expired = true;
        return cancellation;
    }

    public CheckResult ok(String summary) {
        return result(CheckStatus.OK, summary);
    }

    public CheckResult warning(String summary) {
        return result(CheckStatus.WARNING, summary);
    }

    public CheckResult critical(String summary) {
        return result(CheckStatus.CRITICAL, summary);
    }

    public CheckResult unknown(String summary) {
        return result(CheckStatus.UNKNOWN, summary);
    }

    /** An answer of this run, which took until now. */
    public CheckResult result(CheckStatus status, String summary) {
        return new CheckResult(status, summary, List.of(), null, startedAt, elapsed());
    }
}
