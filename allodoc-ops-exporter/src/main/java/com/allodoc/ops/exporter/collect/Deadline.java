package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The instant by which a scrape must have answered, on a clock that never jumps. Immutable.
 *
 * <p>Handed down to every source, which turns what remains into its own time limits (a statement timeout, a socket
 * timeout).
 */
public final class Deadline {
    private final LongSupplier nanoClock;
    private final long atNanos;

    private Deadline(LongSupplier nanoClock, long atNanos) {
        this.nanoClock = nanoClock;
        this.atNanos = atNanos;
    }

    /** A deadline so long from now. */
    public static Deadline after(Duration duration) {
        return after(duration, System::nanoTime);
    }

    /** As {@link #after(Duration)}, on the given clock, for tests. */
    public static Deadline after(Duration duration, LongSupplier nanoClock) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
        return new Deadline(nanoClock, nanoClock.getAsLong() + duration.toNanos());
    }

    /** What is left; zero when nothing is. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - nanoClock.getAsLong()));
    }

    /**
     * What is left in whole milliseconds, at least 1: for the many time limits of the JDK and of drivers to which 0
     * means "for ever".
     */
    public int remainingMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, remaining().toMillis()));
    }

    public boolean isExpired() {
        return atNanos - nanoClock.getAsLong() <= 0;
    }

    /** Whether it comes after {@code other}; both must be on one clock. */
    public boolean isLaterThan(Deadline other) {
        return atNanos - other.atNanos > 0;
    }

    /** A deadline so much earlier than this one: a margin for what comes after the work. */
    public Deadline earlierBy(Duration margin) {
        return new Deadline(nanoClock, atNanos - margin.toNanos());
    }

    /** The earlier of this deadline and so long from now. */
    public Deadline atMost(Duration duration) {
        Deadline other = after(duration, nanoClock);
        return isLaterThan(other) ? other : this;
    }
}
